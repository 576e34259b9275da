"""The stored side of a conversation: its lock, reading and saving it, forgetting it, and whether that is possible."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from rasa.core.agent import Agent
from rasa.core.lock_store import LockError
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bridge.tracker_store import Overtaken, StoredOrderTrackerStore
from runtime.log import describe

POLL_SECONDS = 0.05


class ConversationStoreError(Exception):
    """The store of conversations does not answer or refuses; nothing was changed."""


@asynccontextmanager
async def lock(agent: Agent, sender_id: str) -> AsyncIterator[None]:
    """Hold the conversation, so that nothing else writes to it meanwhile."""
    try:
        async with agent.lock_store.lock(sender_id, wait_time_in_seconds=POLL_SECONDS):
            yield
    except LockError as error:
        raise ConversationStoreError(f"the conversation is held by another turn: {error}") from error


async def save(agent: Agent, tracker: DialogueStateTracker) -> None:
    """Save to the store itself: Rasa's wrapper would go on in memory when that fails. Raises Overtaken."""
    with refused_when("saved"):
        await _store(agent).save(tracker)


async def whole(agent: Agent, sender_id: str) -> DialogueStateTracker | None:
    """All sessions of a conversation; None for a new one."""
    with refused_when("read"):
        return await agent.tracker_store.retrieve_full_tracker(sender_id)


async def forget(agent: Agent, sender_id: str) -> None:
    """Delete everything of one conversation, so that it can be read nowhere; unknown conversations are fine.

    Inside the conversation's lock, because a message under way would write it all again.
    """
    store = _store(agent)
    if not isinstance(store, StoredOrderTrackerStore):
        raise ConversationStoreError(f"{type(store).__name__} cannot delete; use bridge.tracker_store")
    async with lock(agent, sender_id):
        with refused_when("deleted"):
            await store.delete(sender_id)
            emptied = await store.empty_log()
    if not emptied:
        raise ConversationStoreError("the conversation is deleted, but a reader keeps it in the database's log")


def close_connections(agent: Agent) -> None:
    """Close those to the database: each engine opens its own, since SQLite's must not go through a fork."""
    store = _store(agent)
    if isinstance(store, StoredOrderTrackerStore):
        store.engine.dispose()


async def can_be_written(agent: Agent) -> bool:
    """Whether a turn could be stored now, by storing and deleting one of nobody."""
    store = _store(agent)
    try:
        with refused_when("written"):
            return not isinstance(store, StoredOrderTrackerStore) or await store.try_writing()
    except ConversationStoreError:
        return False


@contextmanager
def refused_when(done: str) -> Iterator[None]:
    """ConversationStoreError for whatever keeps a conversation from being `done`; only Overtaken goes by itself."""
    try:
        yield
    except (ConversationStoreError, Overtaken):
        raise
    except Exception as error:
        cause = getattr(error, "orig", None) or error
        raise ConversationStoreError(f"the conversation cannot be {done}: {describe(cause)}") from error


def _store(agent: Agent) -> TrackerStore:
    store = agent.tracker_store
    return store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
