"""Works on what waits: one after the other in each place, several places at the same time."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, Protocol, TypeVar

from api.store.errors import StoreUnavailable

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
"""Between two looks for what is due by now; what comes in wakes it at once."""


class InPlace(Protocol):
    """Something that waits for its turn in a place."""

    @property
    def place(self) -> str:
        """A name that is the same for all that keeps an order among itself."""


Item = TypeVar("Item", bound=InPlace)


class PlaceQueues(Generic[Item]):
    """A queue for each place; the items stand in the store, and nothing of them in memory but who is busy."""

    def __init__(
        self,
        due: Callable[[], Awaitable[Sequence[Item]]],
        next_of: Callable[[str], Awaitable[Item | None]],
        work: Callable[[Item], Awaitable[bool]],
        most_at_once: int,
        what: str,
    ) -> None:
        """`due` gives the first item of each place, `next_of` that of one, where it is due.

        `work` does an item, or puts it off; whether it is done. The log names what is done by `what`.
        """
        self._due = due
        self._next_of = next_of
        self._work = work
        self._places = asyncio.Semaphore(most_at_once)
        self._what = what
        self._busy: set[str] = set()
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Look now, instead of in a second."""
        self._woken.set()

    def stop(self) -> None:
        """Begin nothing more; `work_forever` returns when what was begun is done or put off."""
        self._stopping = True
        self.wake()

    async def work_forever(self) -> None:
        """Work on what is due, again and again, until it is stopped, or cancelled with all that was begun."""
        async with asyncio.TaskGroup() as tasks:
            while not self._stopping:
                self._woken.clear()
                try:
                    await self._begin(tasks)
                except StoreUnavailable:
                    pass  # the store has logged it
                except Exception:
                    logger.exception("%s failed; it is tried again", self._what)
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_SECONDS):
                        await self._woken.wait()

    async def work(self) -> None:
        """Work on all that is due now; returns when it is done or put off."""
        async with asyncio.TaskGroup() as tasks:
            await self._begin(tasks)

    async def _begin(self, tasks: asyncio.TaskGroup) -> None:
        busy = set(self._busy)  # while it is looked, their first item may have been done
        for item in await self._due():
            if item.place not in busy | self._busy:
                self._busy.add(item.place)
                tasks.create_task(self._work_in(item))

    async def _work_in(self, first: Item) -> None:
        item: Item | None = first
        try:
            async with self._places:
                while item is not None and not self._stopping and await self._work(item):
                    item = await self._next_of(first.place)
        except StoreUnavailable:
            pass  # the store has logged it
        except Exception:
            logger.exception("%s failed; it is tried again", self._what)
        finally:
            self._busy.discard(first.place)
            self.wake()
