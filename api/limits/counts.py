"""What was counted within a minute, by the library `limits`.

`Counts` is all that the door knows of it: `ProcessCounts` are its own, those in `shared_counts.py` of all doors.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

Scope = Literal["conversation", "network", "total"]


@dataclass(frozen=True)
class Bound:
    """At most `most` a minute of `what`, for `who` in this scope."""

    scope: Scope
    what: str
    who: str
    most: int


@dataclass(frozen=True)
class Full:
    """A bound without room, and the whole seconds until it has room for one, at least 1."""

    bound: Bound
    seconds: int


class UnusableCounts(Exception):
    """Where doors are to count together refuses it; one line that says which, what is wrong with it and what to do."""


class Counts(Protocol):
    """Counts by sliding minutes."""

    async def full(self, bounds: Sequence[Bound]) -> Full | None:
        """The bound that has no room longest; None when each has room for one more. Counts nothing."""

    async def add(self, bounds: Sequence[Bound]) -> None:
        """Count one in each."""

    async def are_shared(self) -> bool | None:
        """Whether all doors count together just now; None where each counts for itself by its settings."""


class WindowCounts:
    """Counts in a storage of the library's; each is forgotten after two minutes.

    The strategy weighs the minute before by what of it still counts: two numbers for each count, where a list
    of moments (limits' moving window) took a whole core to keep tidy in limits 5.8, for 3,000 counts.
    """

    def __init__(self, storage: Storage, clock: Callable[[], float] = time.time) -> None:
        """`clock` in seconds; limits has the time of day, and so must this."""
        self._windows = SlidingWindowCounterRateLimiter(storage)
        self._clock = clock

    async def full(self, bounds: Sequence[Bound]) -> Full | None:
        """The bound that has no room longest; None when each has room for one more. Counts nothing."""
        found = [Full(bound, await self._seconds(bound)) for bound in bounds if not await self._has_room(bound)]
        return max(found, key=lambda full: full.seconds, default=None)

    async def add(self, bounds: Sequence[Bound]) -> None:
        """Count one in each."""
        for bound in bounds:
            await self._windows.hit(_item(bound), bound.who)

    async def are_shared(self) -> bool | None:
        """Not by these alone."""
        return None

    async def _has_room(self, bound: Bound) -> bool:
        return await self._windows.test(_item(bound), bound.who)

    async def _seconds(self, bound: Bound) -> int:
        """Rounded to the next whole second: at the very moment itself there is no room yet."""
        stats = await self._windows.get_window_stats(_item(bound), bound.who)
        return max(0, int(stats.reset_time - self._clock())) + 1


class ProcessCounts(WindowCounts):
    """Counts of this process alone, in its memory."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        super().__init__(MemoryStorage(), clock)


def _item(bound: Bound) -> RateLimitItemPerMinute:
    return RateLimitItemPerMinute(bound.most, namespace=f"{bound.scope}/{bound.what}")
