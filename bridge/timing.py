"""Measures what the parts of a turn take; the door makes its figures and spans of it (`contract.timing`)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from contract.timing import Stretch, TurnPart

Clock = Callable[[], float]


class TurnTiming:
    """A stopwatch on which one part runs at a time: a part within another interrupts that."""

    def __init__(self, clock: Clock = time.perf_counter) -> None:
        """`clock` in seconds."""
        self.stretches: list[Stretch] = []
        self._clock = clock
        self._began = self._since = clock()
        self._running: TurnPart | None = None

    @contextmanager
    def during(self, part: TurnPart) -> Iterator[None]:
        """Let `part` run, and go on with the one before after it."""
        before = self._running
        self._switch(part)
        try:
            yield
        finally:
            self._switch(before)

    def _switch(self, part: TurnPart | None) -> None:
        now = self._clock()
        if self._running is not None:
            self.stretches.append(Stretch(self._running, self._since - self._began, now - self._since))
        self._running, self._since = part, now


_timing: ContextVar[TurnTiming | None] = ContextVar("turn_timing", default=None)


@contextmanager
def timed_turn() -> Iterator[TurnTiming]:
    """Measure the parts of the turn inside."""
    timing = TurnTiming()
    token = _timing.set(timing)
    try:
        yield timing
    finally:
        _timing.reset(token)


@contextmanager
def during(part: TurnPart) -> Iterator[None]:
    """Count what is inside as `part` of the turn under way, if there is one."""
    timing = _timing.get()
    if timing is None:
        yield
        return
    with timing.during(part):
        yield
