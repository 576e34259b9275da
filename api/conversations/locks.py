"""One piece of work on a conversation at a time."""

from __future__ import annotations

import asyncio
import weakref


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
