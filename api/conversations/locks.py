"""One piece of work on a conversation at a time."""

from __future__ import annotations

import asyncio
import contextlib
import weakref
from collections.abc import AsyncIterator

from api.conversations.errors import ANOTHER_TRY_SECONDS, StillAnswering
from api.telemetry.message import timed_entry


class ConversationLocks:
    """A lock for each conversation that is being worked on; it is gone when nobody holds or awaits it."""

    def __init__(self) -> None:
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    def of(self, conversation_id: str) -> asyncio.Lock:
        """The lock of this conversation."""
        lock = self._locks.get(conversation_id)
        if lock is None:
            lock = self._locks[conversation_id] = asyncio.Lock()
        return lock

    @timed_entry("lock")
    @contextlib.asynccontextmanager
    async def hold(self, conversation_id: str, longest_wait: float) -> AsyncIterator[None]:
        """Hold it; StillAnswering when it does not come free within `longest_wait` seconds."""
        lock = self.of(conversation_id)
        try:
            async with asyncio.timeout(longest_wait):
                await lock.acquire()
        except TimeoutError as error:
            raise StillAnswering(ANOTHER_TRY_SECONDS) from error
        try:
            yield
        finally:
            lock.release()
