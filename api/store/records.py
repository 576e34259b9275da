"""What the store takes and gives: plain records, that hold on to no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from contract.documents import Document
from contract.message import Choice, DraftWork, Goal, Outcome

VISITOR = "bezoeker"
ASSISTANT = "assistent"


@dataclass(frozen=True)
class Conversation:
    """A conversation; whoever has one has shown its token."""

    id: str
    token_hash: str
    channel: str
    municipality: str | None
    opened_at: datetime
    being_deleted: bool


@dataclass(frozen=True)
class VisitorMessage:
    """What a visitor sends, to be stored: typed text, or a choice's label with its `goal`."""

    text: str
    goal: Goal | None
    key: str | None
    body_hash: str
    """Tells a repeat from another message under the same key."""
    hidden: bool = False
    """Whether something else stands in the place of what was typed, because it may be private."""
    left_out: tuple[str, ...] = ()
    """The kinds of personal data that were left out of the text, by `contract.personal_data.PersonalData`."""
    id: str = field(default_factory=lambda: str(uuid4()))
    """By which it is stored, and which Rasa knows it by."""


@dataclass(frozen=True)
class StoredVisitorMessage:
    """A visitor's message in the store, as far as answering it asks; the last three as in `VisitorMessage`."""

    id: str
    conversation_id: str
    number: int
    text: str
    goal: Goal | None
    body_hash: str
    hidden: bool = False
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class ChosenChoice:
    """A choice that a conversation was offered; `asked_deletion` when by the question whether it is to be deleted."""

    label: str
    goal: Goal
    asked_deletion: bool


@dataclass(frozen=True)
class Standing:
    """Where a conversation stands as a message comes in.

    `asks_name` is whether the last answer asked for a name, `asks_private` for something that is not to be stored,
    `asks_deletion` whether the conversation is to go; `typed_before` the visitor's message before, `repeated` the one
    that came with the same key before, `unanswered` the messages that wait for an answer, oldest first, `chosen` the
    choice that was asked for, `keys_before` the idempotency keys of all messages before, where these are known.
    """

    conversation: Conversation
    last_number: int
    asks_name: bool
    asks_private: bool
    asks_deletion: bool
    typed_before: str
    repeated: StoredVisitorMessage | None
    unanswered: tuple[StoredVisitorMessage, ...]
    chosen: ChosenChoice | None
    keys_before: frozenset[str] | None = None


@dataclass(frozen=True)
class MessageDraft:
    """A message for a person at a municipality (its slug) that is being made; `shown` is how the visitor checks it."""

    municipality: str
    text: str
    reachable_at: str
    shown: str = ""


@dataclass(frozen=True)
class Reply:
    """What the assistant says, to be stored; `sources` as the API shows them.

    `draft_work` is what happens to the message for a person, and `draft` the one to show. A yes to what
    `asks_deletion` deletes the conversation.
    """

    outcome: Outcome
    text: str
    choices: Sequence[Choice] = ()
    sources: Sequence[dict[str, Any]] = ()
    document: Document | None = None
    asks_name: bool = False
    asks_private: bool = False
    asks_deletion: bool = False
    draft_work: DraftWork | None = None
    draft: MessageDraft | None = None


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
    """A message of either side with all that came with it; `key` is the visitor's, `outcome` the assistant's.

    `number` is its place in the conversation, from 1; `remark` explains the rating `useful`; `left_out` as in
    `VisitorMessage`. It `shows_draft` while a message for a person stands in it, to be looked at.
    """

    id: str
    conversation_id: str
    number: int
    sender: str
    created_at: datetime
    text: str
    choices: tuple[OfferedChoice, ...]
    sources: list[dict[str, Any]]
    documents: tuple[OfferedDocument, ...]
    key: str | None
    outcome: str | None
    useful: bool | None
    remark: str | None
    left_out: tuple[str, ...]
    shows_draft: bool = False

    @property
    def explained(self) -> bool:
        """Whether the rating has a remark."""
        return self.remark is not None

    @classmethod
    def unstored(cls, id: str, conversation_id: str, text: str, outcome: Outcome) -> StoredMessage:
        """What the assistant says last, after its conversation was deleted."""
        now = datetime.now(UTC)
        return cls(id, conversation_id, 0, ASSISTANT, now, text, (), [], (), None, outcome.value, None, None, ())


@dataclass(frozen=True)
class StoredDocument:
    """All of a document, in one kind of file."""

    media_type: str
    document: Document


@dataclass(frozen=True)
class OutboxMessage:
    """A message for a person that waits for its delivery, after so many failed `attempts`."""

    id: str
    municipality: str
    text: str
    reachable_at: str
    created_at: datetime
    attempts: int
