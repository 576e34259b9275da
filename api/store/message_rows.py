"""The rows of messages with all that belongs to each; every call is a part of one transaction."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, insert, select
from sqlalchemy.orm import Session

from api.documents import DOCUMENT_TYPES
from api.store.records import ASSISTANT, OfferedChoice, OfferedDocument, Reply, StoredMessage
from api.store.row_translation import encrypted_json, messages_of
from api.store.tables import Base, ChoiceRow, DocumentRow, MessageDraftRow, MessageRow, table_of
from runtime.text_cipher import TextCipher


def read_messages(
    session: Session, cipher: TextCipher, conversation_id: str, *which: ColumnElement[bool]
) -> list[StoredMessage]:
    """The messages of a conversation in their order, in three queries however many there are."""
    messages = (MessageRow.conversation_id == conversation_id, *which)
    rows = session.execute(
        select(MessageRow, MessageDraftRow.shown)
        .outerjoin(MessageDraftRow, MessageDraftRow.message_id == MessageRow.id)
        .where(*messages)
        .order_by(MessageRow.number)
    )
    with_shown = [(row, shown) for row, shown in rows]
    choices = select(ChoiceRow).join(MessageRow, MessageRow.id == ChoiceRow.message_id).where(*messages)
    documents = select(DocumentRow).join(MessageRow, MessageRow.id == DocumentRow.message_id).where(*messages)
    return messages_of(
        cipher,
        with_shown,
        session.scalars(choices.order_by(ChoiceRow.position)).all(),
        session.scalars(documents).all(),
    )


def insert_rows(connection: Connection, table: type[Base], *rows: dict[str, Any]) -> None:
    """Insert rows of which no object is needed: SQLAlchemy's unit of work takes longer than the database."""
    connection.execute(_insert_into(table), rows)


@cache
def _insert_into(table: type[Base]) -> Insert:
    """Made once: SQLAlchemy finds what it made of a statement by all its parts, and remembers these with it."""
    return insert(table_of(table))


def add_reply(
    connection: Connection, cipher: TextCipher, conversation_id: str, number: int, reply: Reply
) -> StoredMessage:
    """Store what the assistant says, with its choices and documents."""
    message_id, now = str(uuid.uuid4()), datetime.now(UTC)
    insert_rows(
        connection,
        MessageRow,
        {
            "id": message_id,
            "conversation_id": conversation_id,
            "number": number,
            "sender": ASSISTANT,
            "text": cipher.encrypt(reply.text),
            "created_at": now,
            "outcome": reply.outcome.value,
            "sources": encrypted_json(cipher, list(reply.sources)),
            "asks_name": reply.asks_name,
            "asks_private": reply.asks_private,
            "asks_deletion": reply.asks_deletion,
        },
    )
    belongs = {"conversation_id": conversation_id, "message_id": message_id}
    choices = tuple(OfferedChoice(str(uuid.uuid4()), choice.label) for choice in reply.choices)
    if choices:
        rows = [
            {
                **belongs,
                "id": offered.id,
                "position": position,
                "label": cipher.encrypt(choice.label),
                "action": encrypted_json(cipher, choice.goal.to_json()),
            }
            for position, (offered, choice) in enumerate(zip(choices, reply.choices))
        ]
        insert_rows(connection, ChoiceRow, *rows)
    documents: tuple[OfferedDocument, ...] = ()
    if reply.document is not None:
        unnamed, name = reply.document.named(""), reply.document.name
        documents = tuple(OfferedDocument(str(uuid.uuid4()), unnamed.title, kind) for kind in DOCUMENT_TYPES)
        rows = [
            {
                **belongs,
                "id": offered.id,
                "media_type": offered.media_type,
                "content": encrypted_json(cipher, unnamed.to_json()),
                "name": cipher.encrypt(name) if name else None,
            }
            for offered in documents
        ]
        insert_rows(connection, DocumentRow, *rows)
    return StoredMessage(
        id=message_id,
        conversation_id=conversation_id,
        number=number,
        sender=ASSISTANT,
        created_at=now,
        text=reply.draft.shown if reply.draft else reply.text,
        choices=choices,
        sources=list(reply.sources),
        documents=documents,
        key=None,
        outcome=reply.outcome.value,
        useful=None,
        remark=None,
        left_out=(),
        shows_draft=reply.draft is not None,
    )
