"""What the store takes and gives: plain records, that hold on to no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

VISITOR = "bezoeker"
ASSISTANT = "assistent"


@dataclass(frozen=True)
class Conversation:
    """A conversation; whoever has one has shown its token."""

    id: str
    token_hash: str
    channel: str
    municipality: str | None
    being_deleted: bool


@dataclass(frozen=True)
class VisitorMessage:
    """What a visitor sends, to be stored: typed text, or a choice's label with its `action`."""

    text: str
    action: dict[str, Any] | None
    key: str | None
    body_hash: str


@dataclass(frozen=True)
class StoredVisitorMessage:
    """A visitor's message in the store, as far as answering it asks."""

    id: str
    conversation_id: str
    number: int
    text: str
    action: dict[str, Any] | None
    body_hash: str | None


@dataclass(frozen=True)
class MessageForPerson:
    """A message for a person at a municipality, which the visitor has seen and agreed to."""

    municipality: str
    text: str
    reachable_at: str


@dataclass(frozen=True)
class Reply:
    """What the assistant says, to be stored; `choices` and `sources` as the API shows them."""

    outcome: str
    text: str
    choices: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    message_for_person: MessageForPerson | None = None
    document: dict[str, Any] | None = None
    asks_name: bool = False


@dataclass(frozen=True)
class OfferedChoice:
    """A choice of a stored message; `id` is the opaque `keuze` that comes back."""

    id: str
    label: str


@dataclass(frozen=True)
class OfferedDocument:
    """A document of a stored message, in one kind of file."""

    id: str
    title: str
    media_type: str


@dataclass(frozen=True)
class StoredMessage:
    """A message of either side with all that came with it; `key` is the visitor's, `outcome` the assistant's."""

    id: str
    conversation_id: str
    sender: str
    created_at: datetime
    text: str
    choices: tuple[OfferedChoice, ...]
    sources: list[dict[str, Any]]
    documents: tuple[OfferedDocument, ...]
    key: str | None
    outcome: str | None
    useful: bool | None


@dataclass(frozen=True)
class StoredDocument:
    """All of a document; `content` as in `content/guided_tools/outline.py`."""

    media_type: str
    content: dict[str, Any]


@dataclass(frozen=True)
class OutboxMessage:
    """A message for a person that waits for its delivery, after so many failed `attempts`."""

    id: str
    municipality: str
    text: str
    reachable_at: str
    created_at: datetime
    attempts: int
