"""A clock that a test sets, for what is counted within a minute."""

from __future__ import annotations

from dataclasses import dataclass

import limits.aio.storage.memory
import limits.aio.strategies
import limits.storage.base
import pytest

from api.limits import counts


@dataclass
class Time:
    """What everybody takes for the time, in seconds; in the middle of a minute of the library's."""

    now: float = 1_800_000_030.0

    def time(self) -> float:
        """As the module `time` has it."""
        return self.now


def set_clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The library has no clock to be set, so it gets one in the place of its module `time`."""
    time = Time()
    for module in (limits.aio.storage.memory, limits.aio.strategies, limits.storage.base, counts):
        if hasattr(module, "time"):
            monkeypatch.setattr(module, "time", time)
    return time
