"""Gives the conversations of before version 0.2, whose texts are not encrypted, a key each, and encrypts them."""

from __future__ import annotations

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from api.store.conversation_keys import ConversationKeys
from api.store.database import empty_log
from api.store.sessions import Sessions
from api.store.tables import (
    Base,
    ChoiceRow,
    ConversationRow,
    DocumentRow,
    EncryptedText,
    MessageDraftRow,
    MessageRow,
    OutboxRow,
)
from runtime.text_cipher import TextCipher, is_encrypted

TABLES: tuple[type[Base], ...] = (MessageRow, ChoiceRow, DocumentRow, MessageDraftRow, OutboxRow)


def encrypt_earlier(sessions: Sessions, keys: ConversationKeys) -> int:
    """Encrypt what is not; each conversation at once, so that it may be stopped. Gives how many there were."""
    with sessions() as session:
        ids = session.scalars(select(ConversationRow.id).where(ConversationRow.encrypted.is_(False))).all()
    for conversation_id in ids:
        cipher = keys.find(conversation_id) or keys.create(conversation_id)
        with sessions.begin() as session:
            for table in TABLES:
                _encrypt(session, table, conversation_id, cipher)
            session.get_one(ConversationRow, conversation_id).encrypted = True
    if ids:
        empty_log(sessions)
    return len(ids)


def _encrypt(session: Session, table: type[Base], conversation_id: str, cipher: TextCipher) -> None:
    columns = [column.key for column in inspect(table).columns if isinstance(column.type, EncryptedText)]
    for row in session.scalars(select(table).filter_by(conversation_id=conversation_id)):
        for column in columns:
            text = getattr(row, column)
            if text is not None and not is_encrypted(text):
                setattr(row, column, cipher.encrypt(text))
