"""The queue in front of Rasa: turns are taken first come, first served, and refused when they would wait too long.

Rasa works on one turn after the other, in effect; more at once would make each slower and none
sooner. A conversation stands in the queue once, since it has one turn under way at a time.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import AsyncIterator, Callable, Iterator

from api.conversations.errors import Restarting, TooBusy
from api.conversations.rasa_client import RasaUnavailable

WAITING_SHARE = 0.75
"""Of the longest turn: what is left of it after the wait is for the answer itself."""
FIRST_GUESS_SECONDS = 0.07
"""Between two answers, until some were measured: some fourteen a second, as on two busy cores."""
WEIGHT_OF_NEWEST = 0.1
RESTART_SECONDS = 20
"""After this a stopped assistant is back, when it is started again at once."""


class WaitedTooLong(RasaUnavailable):
    """Rasa could not be asked in time; in `seconds` those who are before it have had their answers."""

    def __init__(self, waited: float, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"no place at Rasa in {waited:.0f} s")


class TurnQueue:
    """Places at Rasa, and who waits for one."""

    def __init__(self, at_once: int, longest_turn: float, clock: Callable[[], float] = time.monotonic) -> None:
        """`at_once` turns are at Rasa together; `longest_turn`, in seconds, holds for the wait and the answer."""
        self.longest_wait = longest_turn * WAITING_SHARE
        self._longest_turn = longest_turn
        self._clock = clock
        self._places = asyncio.Semaphore(at_once)
        self._seconds_between = FIRST_GUESS_SECONDS
        self._last_end = 0.0
        self._under_way = 0
        self._closed = False

    @property
    def is_closed(self) -> bool:
        """Whether the assistant is about to stop."""
        return self._closed

    @property
    def is_idle(self) -> bool:
        """Whether no message is under way."""
        return self._under_way == 0

    @property
    def _expected_wait(self) -> float:
        """Seconds until all other messages under way have their answers."""
        return (self._under_way - 1) * self._seconds_between

    def close(self) -> None:
        """Admit no new messages; those under way go on."""
        self._closed = True

    @contextlib.contextmanager
    def message(self) -> Iterator[None]:
        """Count a message as under way, from before it is stored until after its answer is."""
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    def admit(self) -> None:
        """Raise Restarting or TooBusy, with the seconds until another try, when a new message must not come in."""
        if self._closed:
            raise Restarting(RESTART_SECONDS)
        if self._expected_wait > self.longest_wait:
            raise TooBusy(math.ceil(self._expected_wait))

    @contextlib.asynccontextmanager
    async def place(self) -> AsyncIterator[float]:
        """A place at Rasa; gives the seconds that are left for the answer. WaitedTooLong when none came free."""
        began = self._clock()
        waited = self._places.locked()
        try:
            async with asyncio.timeout(self.longest_wait):
                await self._places.acquire()
        except TimeoutError as error:
            raise WaitedTooLong(self.longest_wait, math.ceil(self._expected_wait)) from error
        try:
            yield self._longest_turn - (self._clock() - began)
        finally:
            self._places.release()
            self._measure(waited)

    def _measure(self, busy: bool) -> None:
        """Learn how long it takes from one answer to the next; only while others wait does that say anything."""
        now = self._clock()
        if busy and self._places.locked():
            newest = min(now - self._last_end, self._longest_turn)
            self._seconds_between += WEIGHT_OF_NEWEST * (newest - self._seconds_between)
        self._last_end = now
