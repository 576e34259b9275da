"""One transaction at a time in a conversation, where several may write at once."""

from __future__ import annotations

from sqlalchemy import Connection, select

from api.store.dialect import has_several_doors
from api.store.tables import ConversationRow


def is_open(connection: Connection, conversation_id: str) -> bool:
    """Whether the conversation is there and not being deleted, which it then stays until the transaction ends.

    PostgreSQL locks its row (FOR NO KEY UPDATE); in SQLite a transaction that writes is alone.
    """
    this = (ConversationRow.id == conversation_id, ConversationRow.deletion_asked_at.is_(None))
    return connection.scalar(select(ConversationRow.id).where(*this).with_for_update(key_share=True)) is not None


def lock(connection: Connection, conversation_id: str) -> bool:
    """As `is_open`, for what a transaction that is alone finds out without asking: True in SQLite.

    What writes in a conversation does this first, so that no two transactions wait for each other.
    """
    return not has_several_doors(connection) or is_open(connection, conversation_id)
