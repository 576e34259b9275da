"""Rows of conversations as records and back: what is stored is decrypted here, and what is to be stored encrypted."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from api.documents import DOCUMENT_TYPES
from api.store.records import Conversation, OfferedChoice, OfferedDocument, StoredMessage, StoredVisitorMessage
from api.store.tables import ChoiceRow, ConversationRow, DocumentRow, MessageRow
from contract.documents import Document
from contract.message import Goal
from runtime.text_cipher import Ciphertext, TextCipher


def conversation_of(row: ConversationRow) -> Conversation:
    """The conversation that a row stands for."""
    being_deleted = row.deletion_asked_at is not None
    return Conversation(row.id, row.token_hash, row.channel, row.municipality, row.created_at, being_deleted)


def visitor_message_of(row: MessageRow | Row[Any], cipher: TextCipher) -> StoredVisitorMessage:
    """A visitor's message, as far as answering it asks."""
    return StoredVisitorMessage(
        id=row.id,
        conversation_id=row.conversation_id,
        number=row.number,
        text=cipher.decrypt(row.text),
        goal=Goal.from_json(decrypted_json(cipher, row.action)) if row.action else None,
        body_hash=cipher.decrypt(row.body_hash) if row.body_hash else "",
        hidden=row.hidden,
        left_out=tuple(row.left_out),
    )


def document_of(row: DocumentRow, cipher: TextCipher) -> Document:
    """A document as it was made, without the name that a visitor wanted in it."""
    return Document.from_json(decrypted_json(cipher, row.content))


def encrypted_json(cipher: TextCipher, value: Any) -> Ciphertext:
    """JSON values as they may be stored."""
    return cipher.encrypt(json.dumps(value, ensure_ascii=False))


def decrypted_json(cipher: TextCipher, value: Ciphertext) -> Any:
    """The JSON values that were stored so."""
    return json.loads(cipher.decrypt(value))


def message_of(
    cipher: TextCipher,
    row: MessageRow,
    shown: Ciphertext | None,
    choices: Sequence[ChoiceRow],
    documents: Sequence[DocumentRow],
) -> StoredMessage:
    """A stored message with all that came with it; `shown` is what is shown in the place of its text."""
    in_order = sorted(documents, key=lambda one: DOCUMENT_TYPES.index(one.media_type))
    return StoredMessage(
        id=row.id,
        conversation_id=row.conversation_id,
        number=row.number,
        sender=row.sender,
        created_at=row.created_at,
        text=cipher.decrypt(shown or row.text),
        choices=tuple(OfferedChoice(choice.id, cipher.decrypt(choice.label)) for choice in choices),
        sources=decrypted_json(cipher, row.sources) if row.sources else [],
        documents=tuple(OfferedDocument(one.id, document_of(one, cipher).title, one.media_type) for one in in_order),
        key=row.idempotency_key,
        outcome=row.outcome,
        useful=row.useful,
        remark=cipher.decrypt(row.remark) if row.remark is not None else None,
        left_out=tuple(row.left_out or ()),
        shows_draft=shown is not None,
    )


def messages_of(
    cipher: TextCipher,
    rows: Sequence[tuple[MessageRow, Ciphertext | None]],
    choices: Sequence[ChoiceRow],
    documents: Sequence[DocumentRow],
) -> list[StoredMessage]:
    """Messages, each with its own of the choices and documents; beside a row what is shown in the place of its text."""
    choices_of, documents_of = defaultdict(list), defaultdict(list)
    for choice in choices:
        choices_of[choice.message_id].append(choice)
    for document in documents:
        documents_of[document.message_id].append(document)
    return [message_of(cipher, row, shown, choices_of[row.id], documents_of[row.id]) for row, shown in rows]
