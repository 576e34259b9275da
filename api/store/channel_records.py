"""What the stores of the channels take and give: plain records, that hold on to no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from api.store.pseudonyms import HashedPlace


@dataclass(frozen=True)
class ConversationPlace:
    """Where a conversation takes place, and the number of the event that opens it."""

    where: HashedPlace
    event: int


@dataclass(frozen=True)
class StoredEvent:
    """An event that waits to be worked on; `payload` is None when its key is gone and nobody can read it.

    `begun_in` is the conversation in which work on it began before, if it did; `conversation_deleted` whether that
    was deleted then.
    """

    number: int
    name: str
    where: HashedPlace
    payload: dict[str, Any] | None
    taken_in_at: datetime
    attempts: int
    begun_in: str | None
    conversation_deleted: bool
    wait_told: bool

    @property
    def place(self) -> str:
        """In which its turn comes."""
        return self.where.place


@dataclass(frozen=True)
class Outgoing:
    """Something to be sent to the `address` in a place; it goes with its conversation, if it belongs to one.

    `content` says what it is, as JSON values.
    """

    where: HashedPlace
    address: dict[str, Any]
    content: dict[str, Any]
    conversation_id: str | None = None


@dataclass(frozen=True)
class OutboxItem:
    """What waits to be sent, after so many failed `attempts`; `outgoing` is None when nobody can read it any more.

    `tried` is whether it was begun to send it before.
    """

    id: str
    place: str
    channel: str
    outgoing: Outgoing | None
    created_at: datetime
    tried: bool
    attempts: int


@dataclass(frozen=True)
class TipsWish:
    """Somebody gets a tip `next_at`, after those `told`."""

    where: HashedPlace
    address: dict[str, Any]
    next_at: datetime
    told: tuple[str, ...]
