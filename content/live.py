"""All content together, and kept up to date while the assistant runs."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.guide.reader import read_guide
from content.guide.topic import Guide
from content.guided_tools.reader import read_guided_tools
from content.guided_tools.tool import GuidedTools
from content.municipalities.municipalities import Municipalities, MunicipalityFiles
from content.paths import DATA, DataPaths
from content.problems import ContentError
from content.texts import Texts, read_texts

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0

_Stamp = tuple[str, int, int]
"""A file by its path, when it was changed in nanoseconds, and how long it is."""


@dataclass(frozen=True)
class Content:
    """The guide, its tools, the assistant's own texts and the municipalities, as they stood at one moment."""

    guide: Guide
    texts: Texts
    municipalities: Municipalities
    guided_tools: GuidedTools


def read_content(data: DataPaths = DATA, municipalities: MunicipalityFiles | None = None) -> Content:
    """Read everything; raise ContentError when anything in `data` is wrong."""
    municipalities = municipalities or MunicipalityFiles(data.register, data.municipalities)
    guide = read_guide(data.guide)
    texts = read_texts(data.texts, set(guide.topics))
    guided_tools = read_guided_tools(data.guided_tools, guide.topics)
    return Content(guide, texts, municipalities.read(guide.topics), guided_tools)


class LiveContent:
    """Content that follows its files: an edit is live within seconds, a mistake never is.

    At the start a mistake raises ContentError. Later the last good content stays in force
    and `problem` says what is wrong until it is mended. A municipality's own file with a mistake
    holds up nothing else, not at the start either.
    """

    def __init__(self, data: DataPaths = DATA) -> None:
        self._data = data
        self._municipalities = MunicipalityFiles(data.register, data.municipalities)
        self._lock = threading.Lock()
        self._stamp = self._look()
        self._looked = time.monotonic()
        self._content = read_content(data, self._municipalities)
        self._problem: str | None = None

    @property
    def problem(self) -> str | None:
        """What is wrong in the files as they stand now; None when all is well."""
        refused = self.current.municipalities.problems.values()
        return "\n".join([*([self._problem] if self._problem else []), *refused]) or None

    @property
    def current(self) -> Content:
        """The newest content without mistakes."""
        with self._lock:
            if time.monotonic() - self._looked >= SECONDS_BETWEEN_LOOKS:
                self._looked = time.monotonic()
                self._follow()
            return self._content

    def _follow(self) -> None:
        stamp = self._look()
        if stamp == self._stamp:
            return
        self._stamp = stamp
        try:
            self._content = read_content(self._data, self._municipalities)
        except (ContentError, OSError) as error:
            self._problem = str(error)
            logger.error("The content has a mistake; the last good version stays in force.\n%s", error)
        else:
            self._problem = None
            logger.info("Content read anew: %d topics", len(self._content.guide))

    def _look(self) -> tuple[_Stamp, ...]:
        tools = (stamp for stamp in _stamps(self._data.guided_tools) if stamp[0].endswith(".yml"))
        stats = ((str(file), file.stat()) for file in self._municipalities.files() if file.is_file())
        own = ((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
        return tuple(sorted([*_stamps(self._data.guide, below=True), *_stamps(self._data.texts), *tools, *own]))


def _stamps(folder: Path, *, below: bool = False) -> Iterator[_Stamp]:
    """Those of the files in `folder`, and of those in its folders if `below`.

    By `os.scandir`, which asks of each file once: with `Path.glob` a look, one each second, takes thrice as long.
    """
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if below and entry.is_dir(follow_symlinks=False):
            yield from _stamps(Path(entry.path), below=True)
        elif entry.is_file():
            stat = entry.stat()
            yield entry.path, stat.st_mtime_ns, stat.st_size


@cache
def live_content() -> LiveContent:
    """That in force, read once for all of this process; raises ContentError when a file has a mistake."""
    return LiveContent()
