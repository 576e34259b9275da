"""The table of Rasa's events, each encrypted with the key of its conversation."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import sqlalchemy as sa  # type: ignore[import-untyped]
from sqlalchemy.types import TypeDecorator  # type: ignore[import-untyped]

from runtime.text_cipher import TextCipher, is_encrypted

MESSAGE_ID = "message_id"

FORGOTTEN = "forgotten"
"""The type of the row that stands for a conversation that was deleted, so that no engine writes it again."""

_cipher: ContextVar[TextCipher] = ContextVar("the cipher of the conversation that is worked on")


@contextmanager
def encrypted_with(cipher: TextCipher) -> Iterator[None]:
    """What is stored inside is encrypted with this cipher, and what is read must have been; LookupError outside."""
    before = _cipher.set(cipher)
    try:
        yield
    finally:
        _cipher.reset(before)


def key_in_use() -> bytes:
    """The key of `encrypted_with`."""
    return _cipher.get().key


class EncryptedText(TypeDecorator):
    """A text that is encrypted on its way to the database; one of before version 0.2 is read as it is."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: str, dialect: Any) -> str:
        """Encrypt it."""
        return _cipher.get().encrypt(value)

    def process_result_value(self, value: str | None, dialect: Any) -> str | None:
        """Decrypt it; Undecipherable when it was encrypted with another key."""
        return _cipher.get().decrypt(value) if value is not None and is_encrypted(value) else value


def events_table(*more: sa.Column, schema: str | None = None) -> sa.Table:
    """Rasa's own table without what it stores to count by, with `more` columns that only one database has."""
    return sa.Table(
        "events",
        sa.MetaData(schema=schema),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("sender_id", sa.String(255), nullable=False),
        sa.Column("type_name", sa.String(255), nullable=False),
        sa.Column("timestamp", sa.Float),
        sa.Column("data", EncryptedText),
        *more,
    )
