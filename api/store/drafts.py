"""The messages for a person that visitors are making; each call is a part of one transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from api.store import outbox
from api.store.records import MessageDraft, Reply
from api.store.tables import MessageDraftRow
from contract.message import DraftWork
from runtime.text_cipher import TextCipher


def find(session: Session, cipher: TextCipher, conversation_id: str) -> MessageDraft | None:
    """The one of this conversation."""
    row = session.scalars(_of(conversation_id)).one_or_none()
    if row is None:
        return None
    texts = (cipher.decrypt(text) for text in (row.text, row.reachable_at, row.shown))
    return MessageDraft(row.municipality, *texts)


def work_on(
    session: Session, cipher: TextCipher, conversation_id: str, answer_id: str, reply: Reply, moment: datetime
) -> bool:
    """Do the `draft_work` of the answer with this id; True when an earlier draft is gone by it."""
    before = session.scalars(_of(conversation_id).with_for_update()).one_or_none()
    if before is not None and reply.draft_work is DraftWork.SEND:
        session.add(outbox.new_row(before, answer_id, moment))
    if before is not None:
        session.delete(before)
        session.flush()
    if reply.draft is not None:
        session.add(_new_row(reply.draft, cipher, conversation_id, answer_id, moment))
    return before is not None


def forget_older(session: Session, moment: datetime, most: int) -> bool:
    """Delete at most `most` that were begun before `moment` and never sent; True when there were any."""
    old = select(MessageDraftRow.message_id).where(MessageDraftRow.created_at < moment)
    found = session.scalars(old.limit(most)).all()
    if found:
        session.execute(delete(MessageDraftRow).where(MessageDraftRow.message_id.in_(found)))
    return bool(found)


def _of(conversation_id: str) -> Select[MessageDraftRow]:
    return select(MessageDraftRow).where(MessageDraftRow.conversation_id == conversation_id)


def _new_row(
    draft: MessageDraft, cipher: TextCipher, conversation_id: str, answer_id: str, moment: datetime
) -> MessageDraftRow:
    return MessageDraftRow(
        message_id=answer_id,
        conversation_id=conversation_id,
        municipality=draft.municipality,
        text=cipher.encrypt(draft.text),
        reachable_at=cipher.encrypt(draft.reachable_at),
        shown=cipher.encrypt(draft.shown),
        created_at=moment,
    )
