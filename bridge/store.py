"""The stored side of a conversation: its lock, saving it, forgetting it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rasa.core.agent import Agent
from rasa.core.lock_store import LockError
from rasa.core.tracker_store import FailSafeTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import text  # type: ignore[import-untyped]

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
    """Save to the store itself: Rasa's wrapper would go on in memory when that fails."""
    try:
        await _store(agent).save(tracker)
    except Exception as error:
        raise ConversationStoreError(f"the tracker cannot be saved: {error}") from error


async def forget(agent: Agent, sender_id: str) -> None:
    """Delete everything of one conversation; unknown conversations are fine.

    Inside the conversation's lock, because a message under way would write it all again.
    """
    store = _store(agent)
    if not isinstance(store, SQLTrackerStore):
        raise ConversationStoreError(f"{type(store).__name__} cannot delete; use an SQL tracker store")
    async with lock(agent, sender_id):
        try:
            with store.session_scope() as session:
                if store.engine.dialect.name == "sqlite":
                    session.execute(text("PRAGMA secure_delete = ON"))  # leaves nothing readable in the file
                session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender_id).delete()
                session.commit()
        except Exception as error:
            raise ConversationStoreError(f"the conversation cannot be deleted: {error}") from error


def _store(agent: Agent) -> TrackerStore:
    store = agent.tracker_store
    return store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
