"""The tables of the file with keys: each key stands wrapped with the master key that has this id."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from api.store.tables import UtcDateTime


class KeysBase(DeclarativeBase):
    """All tables of the file with keys."""


class WrappedKeyRow(KeysBase):
    """What stands of each key."""

    __abstract__ = True

    master_id: Mapped[str] = mapped_column(String(16), index=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class ConversationKeyRow(WrappedKeyRow):
    """The key of a conversation."""

    __tablename__ = "conversation_keys"

    conversation_id: Mapped[str] = mapped_column(String(36), primary_key=True)


class NamedKeyRow(WrappedKeyRow):
    """The key of something else, by its name."""

    __tablename__ = "named_keys"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)


KEY_TABLES: tuple[type[WrappedKeyRow], ...] = (ConversationKeyRow, NamedKeyRow)
