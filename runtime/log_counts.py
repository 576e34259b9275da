"""How many errors a process has logged in the last hour, for who looks whether all is well."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable

MINUTES = 60


class ErrorsOfLastHour(logging.Handler):
    """Counts records at ERROR and above by the minute, those that a log's bound leaves out too, and keeps none."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` in seconds."""
        super().__init__(logging.ERROR)
        self._clock = clock
        self._minutes: deque[list[int]] = deque(maxlen=MINUTES + 1)

    def emit(self, record: logging.LogRecord) -> None:
        """Count it."""
        minute = int(self._clock() // 60)
        if not self._minutes or self._minutes[-1][0] != minute:
            self._minutes.append([minute, 0])
        self._minutes[-1][1] += 1

    def count(self) -> int:
        """Those of this minute and the sixty before it."""
        since = int(self._clock() // 60) - MINUTES
        return sum(count for minute, count in self._minutes if minute >= since)


ERRORS_OF_LAST_HOUR = ErrorsOfLastHour()
"""Of this process, once it is among the handlers of its log."""
