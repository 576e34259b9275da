"""Which municipality a workspace of Slack or a tenant of Teams belongs to: a file that an operator edits.

```yaml
slack:
  T0VOORBEELD: voorbeeldstad
teams:
  5f3c9a52-0000-0000-0000-000000000000: zwolle
```
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from content.frontmatter import parse_mapping, read_text
from content.live import LiveContent
from content.municipalities.municipalities import Municipalities
from content.problems import ContentError, Problem
from content.yaml_places import line_of

logger = logging.getLogger(__name__)

CHANNELS = ("slack", "teams")
SECONDS_BETWEEN_LOOKS = 1.0


class Workspaces:
    """Follows the file: a change is in force within seconds, a mistake never is."""

    def __init__(self, file: Path, content: LiveContent, clock: Callable[[], float] = time.monotonic) -> None:
        """Without the file none belongs to any; ContentError when something in it is wrong. `clock` in seconds."""
        self._file = file
        self._content = content
        self._clock = clock
        self._lock = threading.Lock()
        self._looked = clock()
        self._stamp = self._look()
        self._known = read_workspaces(file, content.current.municipalities)
        self.problem: str | None = None
        """What is wrong in the file as it stands now; then what was last right stays in force."""

    def municipality(self, channel: str, workspace: str) -> str | None:
        """The slug of the municipality of a workspace, by the platform's id; None where none is named."""
        with self._lock:
            if self._clock() - self._looked >= SECONDS_BETWEEN_LOOKS:
                self._looked = self._clock()
                self._follow()
            return self._known.get((channel, workspace))

    def _follow(self) -> None:
        stamp = self._look()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._known = read_workspaces(self._file, self._content.current.municipalities)
        except (ContentError, OSError) as error:
            self.problem = str(error)
            logger.error("The file of workspaces has a mistake; the last good version stays in force.\n%s", error)
        else:
            self.problem = None

    def _look(self) -> tuple[int, int] | None:
        try:
            stat = self._file.stat()
        except FileNotFoundError:
            return None
        return stat.st_mtime_ns, stat.st_size


def read_workspaces(file: Path, municipalities: Municipalities) -> Mapping[tuple[str, str], str]:
    """The slug of a municipality by channel and workspace; ContentError with each mistake and its line."""
    if not file.exists():
        return {}
    text = read_text(file)
    if not text.strip():
        return {}
    values, _ = parse_mapping(file, text)
    found: dict[tuple[str, str], str] = {}
    problems = []
    for path, told in _entries(values):
        municipality = municipalities.called(told) if isinstance(told, str) else None
        if len(path) == 2 and municipality is not None:
            found[path[0], path[1]] = municipality.slug
        else:
            problems.append(Problem(file, line_of(text, path), _wrong(path, told)))
    if problems:
        raise ContentError(problems)
    return found


def _entries(values: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Where something stands and what; only a path of two can be right."""
    for channel, named in values.items():
        if channel not in CHANNELS or not isinstance(named, dict):
            yield (str(channel),), named
            continue
        for workspace, municipality in named.items():
            yield (channel, str(workspace)), municipality


def _wrong(path: tuple[str, ...], told: Any) -> str:
    if path[0] not in CHANNELS:
        return f"'{path[0]}' is hier niet bekend; wel {', '.join(CHANNELS)}"
    if len(path) == 1:
        return f"onder '{path[0]}' horen regels van de vorm 'werkruimte: gemeente'"
    return f"'{told}' is geen gemeente; schrijf haar naam zoals in data/restart/register"
