"""Limits by a clock that a test sets."""

from __future__ import annotations

from dataclasses import dataclass

import limits.aio.storage.memory
import limits.aio.strategies
import limits.storage.base
import pytest

from api.limits import counts as counts_module
from api.limits.counts import ProcessCounts

KEY = b"a key for tests"
"""The addresses that stand in them fall in groups of their own."""


@dataclass
class Time:
    """What everybody takes for the time, in seconds; in the middle of a minute of the library's."""

    now: float = 1_800_000_030.0

    def time(self) -> float:
        """As the module `time` has it."""
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """The library has no clock to be set, so it gets one in the place of its module `time`."""
    time = Time()
    for module in (limits.aio.storage.memory, limits.aio.strategies, limits.storage.base, counts_module):
        if hasattr(module, "time"):
            monkeypatch.setattr(module, "time", time)
    return time


@pytest.fixture
def counts(time: Time) -> ProcessCounts:
    return ProcessCounts(time.time)
