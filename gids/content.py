"""All content together, and kept up to date while the assistant runs."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from gids.problems import ContentError
from gids.reader import read_guide
from gids.texts import Texts, read_texts
from gids.topic import Guide

logger = logging.getLogger(__name__)

DATA = Path(__file__).resolve().parent.parent / "data"
SECONDS_BETWEEN_LOOKS = 1.0


@dataclass(frozen=True)
class Content:
    """The guide and the assistant's own texts, as they stood at one moment."""

    guide: Guide
    texts: Texts


def read_content(data: Path = DATA) -> Content:
    """Read everything under `data`; raise ContentError when anything in it is wrong."""
    guide = read_guide(data / "gids")
    return Content(guide, read_texts(data / "teksten", set(guide.topics)))


class LiveContent:
    """Content that follows its files: an edit is live within seconds, a mistake never is.

    At the start a mistake raises ContentError. Later the last good content stays in force
    and `problem` says what is wrong until it is mended.
    """

    def __init__(self, data: Path = DATA) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._stamp = self._look()
        self._looked = time.monotonic()
        self._content = read_content(data)
        self.problem: str | None = None

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
            self._content = read_content(self._data)
        except (ContentError, OSError) as error:
            self.problem = str(error)
            logger.error("The content has a mistake; the last good version stays in force.\n%s", error)
        else:
            self.problem = None
            logger.info("Content read anew: %d topics", len(self._content.guide))

    def _look(self) -> tuple[tuple[str, int, int], ...]:
        files = [*self._data.glob("gids/**/*"), *self._data.glob("teksten/*")]
        stats = [(str(file), file.stat()) for file in sorted(files) if file.is_file()]
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)
