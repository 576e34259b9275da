"""The tables. A change here needs a migration (see docs/developers/database.md)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar, cast

from sqlalchemy import (
    JSON,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from runtime.text_cipher import Ciphertext


def table_of(rows: type[DeclarativeBase]) -> Table:
    """The table behind a class, for statements made once that give no objects: they take a third of the time."""
    return cast("Table", rows.__table__)


NO_ID = ""
"""No row has it."""


def partial_index(name: str, *columns: str, sqlite: str, postgresql: str = "") -> Index:
    """An index of those rows only of which the condition is true; it costs the others nothing."""
    return Index(name, *columns, sqlite_where=text(sqlite), postgresql_where=text(postgresql or sqlite))


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC that comes back in UTC: SQLite keeps no zone, PostgreSQL gives that of its session."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Put UTC on what the database gave without a zone, and turn what it gave with another."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Id(TypeDecorator[str]):
    """What a row is known by. Whoever asks may send anything in its place, which no database needs to understand."""

    impl = String(36)
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Any) -> str | None:
        """Make no id of what is none: a zero character, say, is an error to PostgreSQL."""
        return value if value is None or (value.isascii() and value.isprintable()) else NO_ID


class EncryptedText(TypeDecorator[Ciphertext]):
    """A text, or JSON as text, that the cipher of its conversation has encrypted; refuses any other."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Ciphertext | None, dialect: Any) -> str | None:
        """TypeError for a text that is not encrypted."""
        if value is None or isinstance(value, Ciphertext):
            return value
        raise TypeError("a text was to be stored that is not encrypted; use the cipher of its conversation")

    def process_result_value(self, value: str | None, dialect: Any) -> Ciphertext | None:
        """Mark what comes back as encrypted."""
        return None if value is None else Ciphertext(value)


class Base(DeclarativeBase):
    """All tables of the public door."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {Ciphertext: EncryptedText}


class Waiting(Base):
    """What work waits in; of several doors one claims it (`api.store.claims`)."""

    __abstract__ = True

    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ConversationRow(Waiting):
    """A conversation; its token is known to the visitor only, here stands its hash."""

    __tablename__ = "conversations"
    __table_args__ = (
        partial_index("ix_conversations_deleting", "deletion_asked_at", sqlite="deletion_asked_at IS NOT NULL"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(20))
    municipality: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    encrypted: Mapped[bool] = mapped_column(default=True, server_default=false())
    """Whether its texts are: those of before version 0.2 get their key at the next start."""
    deletion_asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    """Set when the texts are gone here but Rasa could not be reached to forget its part."""


class MessageRow(Base):
    """One message; the visitor's have even numbers, the answer to one carries the number after it."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "number"),
        UniqueConstraint("conversation_id", "idempotency_key"),
        partial_index(
            "ix_messages_waiting",
            *("conversation_id", "created_at"),
            sqlite="answered IS 0",
            postgresql="answered IS false",
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id", ondelete="CASCADE"))
    number: Mapped[int]
    sender: Mapped[str] = mapped_column(String(10))
    text: Mapped[Ciphertext]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    # a visitor's message
    action: Mapped[Ciphertext | None]
    """What the chosen choice does, as JSON; None for typed text."""
    idempotency_key: Mapped[str | None] = mapped_column(String(255))
    body_hash: Mapped[Ciphertext | None]
    hidden: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether something else stands in the place of what was typed, because it may be private."""
    answered: Mapped[bool] = mapped_column(default=True)
    left_out: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    """The kinds of personal data that were left out of the text."""
    attempts: Mapped[int] = mapped_column(default=0)
    """Times that Rasa answered with a failure though all its parts were there."""
    # the assistant's message
    outcome: Mapped[str | None] = mapped_column(String(20))
    sources: Mapped[Ciphertext | None]
    """Where it stands in the guide, as JSON."""
    asks_name: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether what is typed next is a name for a document, which is not to be kept."""
    asks_private: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether what is typed next may belong to a message for a person, which is not to be kept here."""
    asks_deletion: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether a yes to it deletes the conversation."""
    useful: Mapped[bool | None]
    remark: Mapped[Ciphertext | None]


class DocumentRow(Base):
    """A document that a guided tool has made, one row for each kind of file; it goes with its conversation.

    The file itself is made when it is asked for. A name that the visitor wants in it stands here only, for a day.
    """

    __tablename__ = "documents"
    __table_args__ = (partial_index("ix_documents_named", "message_id", sqlite="name IS NOT NULL"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[str] = mapped_column(Id, ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    media_type: Mapped[str] = mapped_column(String(100))
    content: Mapped[Ciphertext]
    """The document as JSON, in the form of when it was made."""
    name: Mapped[Ciphertext | None]


class MessageDraftRow(Base):
    """A message for a person that the visitor looks at, one a conversation: its words stand in no other table.

    `shown` is what the visitor sees in the place of the message with this id, until the row is gone.
    """

    __tablename__ = "message_drafts"

    message_id: Mapped[str] = mapped_column(Id, ForeignKey("messages.id", ondelete="CASCADE"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id", ondelete="CASCADE"), unique=True)
    municipality: Mapped[str] = mapped_column(String(100))
    text: Mapped[Ciphertext]
    reachable_at: Mapped[Ciphertext]
    shown: Mapped[Ciphertext]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OutboxRow(Waiting):
    """A message that a visitor left for a person, until it is delivered; it goes with its conversation."""

    __tablename__ = "left_messages"

    number: Mapped[int] = mapped_column(primary_key=True)
    """The order in which they were left, whatever the clock did."""
    id: Mapped[str] = mapped_column(Id, unique=True)
    conversation_id: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    municipality: Mapped[str] = mapped_column(String(100))
    text: Mapped[Ciphertext]
    reachable_at: Mapped[Ciphertext]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    answer_id: Mapped[str | None] = mapped_column(Id)
    """The message that says it goes, and will say that it has arrived."""


class ChoiceRow(Base):
    """A choice that was offered; its id is the opaque `keuze` that comes back."""

    __tablename__ = "choices"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    conversation_id: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[str] = mapped_column(Id, ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    label: Mapped[Ciphertext]
    action: Mapped[Ciphertext]
    """What it does, as JSON."""


class ChannelEventRow(Waiting):
    """What happened on a platform, until it is worked on; after it `name` alone, by which a repeat is known.

    Platform ids stand nowhere: `name`, `workspace` and `place` are keyed hashes (`api.store.pseudonyms`).
    """

    __tablename__ = "channel_events"
    __table_args__ = (Index("ix_channel_events_waiting", "worked_at", "place"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    """The order in which they came, whatever the clock did."""
    name: Mapped[str] = mapped_column(String(64), unique=True)
    channel: Mapped[str] = mapped_column(String(20))
    workspace: Mapped[str | None] = mapped_column(String(64), index=True)
    person: Mapped[str | None] = mapped_column(String(64))
    place: Mapped[str | None] = mapped_column(String(64))
    key_name: Mapped[str | None] = mapped_column(String(100))
    payload: Mapped[Ciphertext | None]
    """What it means and where to answer, as JSON: typed text stands in it as it was typed."""
    taken_in_at: Mapped[datetime] = mapped_column(UtcDateTime)
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)
    conversation_id: Mapped[str | None] = mapped_column(Id, index=True)
    """The conversation in which it is worked on."""
    conversation_deleted: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether that was deleted meanwhile."""
    wait_told: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether the person was told that the answer takes longer."""
    worked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ChannelTalkRow(Base):
    """The conversation of one person in one place of a platform, all by keyed hashes; it goes with its conversation."""

    __tablename__ = "channel_talks"

    place: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(Id, ForeignKey("conversations.id", ondelete="CASCADE"), unique=True)
    workspace: Mapped[str] = mapped_column(String(64), index=True)
    person: Mapped[str] = mapped_column(String(64), index=True)


class ChannelTipsRow(Base):
    """Somebody's wish to get tips in a place, until it is taken back.

    It outlives the conversation there, so its address has a key of its own, that goes with it.
    """

    __tablename__ = "channel_tips"

    place: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(20))
    workspace: Mapped[str] = mapped_column(String(64), index=True)
    person: Mapped[str] = mapped_column(String(64), index=True)
    key_name: Mapped[str] = mapped_column(String(100))
    address: Mapped[Ciphertext]
    next_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    told: Mapped[list[str]] = mapped_column(JSON, default=list)
    """The tips already sent, by their names, the latest last."""


class ChannelOutboxRow(Waiting):
    """What is to be sent to a place of a platform, until it is; it goes with its conversation, where it has one."""

    __tablename__ = "channel_outbox"

    number: Mapped[int] = mapped_column(primary_key=True)
    """The order in which it is sent in its place."""
    id: Mapped[str] = mapped_column(Id, unique=True)
    channel: Mapped[str] = mapped_column(String(20))
    workspace: Mapped[str] = mapped_column(String(64), index=True)
    person: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(64), index=True)
    conversation_id: Mapped[str | None] = mapped_column(
        Id, ForeignKey("conversations.id", ondelete="CASCADE"), index=True
    )
    key_name: Mapped[str] = mapped_column(String(100))
    content: Mapped[Ciphertext]
    """Where it goes and what it is, as JSON; an answer by its id alone."""
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tried: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it has been begun to send it, so that it may have arrived."""
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SlackInstallationRow(Base):
    """A Slack workspace that the assistant is installed in, by its keyed hash; its key is its own and goes with it."""

    __tablename__ = "slack_installations"

    workspace: Mapped[str] = mapped_column(String(64), primary_key=True)
    installation: Mapped[Ciphertext]
    """The token and what belongs to it, as JSON."""
    installed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SlackOAuthStateRow(Base):
    """An installation in Slack that somebody has begun, by the SHA-256 of its random state."""

    __tablename__ = "slack_oauth_states"

    state_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class WriteProbeRow(Base):
    """Nothing that lasts: what is stored and deleted to find out whether it can be (see `api.store.probe`)."""

    __tablename__ = "write_probe"

    id: Mapped[int] = mapped_column(primary_key=True)
    filler: Mapped[bytes] = mapped_column(LargeBinary)
