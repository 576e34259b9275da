"""The door's log: what comes from one place in the code over and over is counted, not written."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from runtime.log import JsonLines

MOST_LINES = 5
WINDOW_SECONDS = 60.0


@dataclass
class _Window:
    """What came from one place since `began`."""

    began: float
    lines: int = 0
    left_out: int = 0


class LogBound(logging.Filter):
    """Lets `MOST_LINES` a minute through of each place in the code and kind of error, and says that it left out more.

    A fault that every request meets, or a shortage that the event loop meets thousands of times a
    second, would fill the disk otherwise. Another fault is never hidden by it.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._windows: dict[tuple[object, ...], _Window] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        window = self._window(record)
        window.lines += 1
        if window.lines > MOST_LINES:
            window.left_out += 1
            return False
        if window.lines == MOST_LINES:
            _add(record, f"More of these are left out for {WINDOW_SECONDS:.0f} seconds.")
        return True

    def _window(self, record: logging.LogRecord) -> _Window:
        """The running window of the record's place; what the one before left out is told with this record."""
        place = (record.pathname, record.lineno, record.levelno, getattr(record, "error_kind", ""))
        window, now = self._windows.get(place), self._clock()
        if window is None or now - window.began >= WINDOW_SECONDS:
            if window and window.left_out:
                _add(record, f"Before this, {window.left_out} of these were left out.")
            window = self._windows[place] = _Window(now)
        return window


def log_handler(form: str = "text") -> logging.Handler:
    """Writes to standard error, bounded, in the form of the setting."""
    handler = logging.StreamHandler()
    handler.addFilter(LogBound())
    if form == "json":
        handler.setFormatter(JsonLines("door"))
    return handler


def _add(record: logging.LogRecord, sentence: str) -> None:
    record.msg, record.args = f"{record.getMessage()} ({sentence})", ()
