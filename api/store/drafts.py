"""The messages for a person that visitors are making; each call is a part of one transaction."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.store import outbox
from api.store.records import MessageDraft, Reply
from api.store.tables import MessageDraftRow
from contract.message import DraftWork


async def find(session: AsyncSession, conversation_id: str) -> MessageDraft | None:
    """The one of this conversation."""
    row = await _row(session, conversation_id)
    return MessageDraft(row.municipality, row.text, row.reachable_at, row.shown) if row is not None else None


async def work_on(session: AsyncSession, conversation_id: str, answer_id: str, reply: Reply, moment: datetime) -> bool:
    """Do what the answer with this id says is done; True when an earlier draft is gone by it."""
    if reply.draft_work is None:
        return False
    before = await _row(session, conversation_id)
    if before is not None and reply.draft_work is DraftWork.SEND:
        session.add(outbox.new_row(before, answer_id, moment))
    if before is not None:
        await session.delete(before)
        await session.flush()
    if reply.draft is not None:
        session.add(_new_row(reply.draft, conversation_id, answer_id, moment))
    return before is not None


async def forget_older(session: AsyncSession, moment: datetime) -> bool:
    """Delete those that were begun before `moment` and never sent; True when there were any."""
    old = MessageDraftRow.created_at < moment
    found = (await session.scalars(select(MessageDraftRow.message_id).where(old))).all()
    if found:
        await session.execute(delete(MessageDraftRow).where(MessageDraftRow.message_id.in_(found)))
    return bool(found)


async def _row(session: AsyncSession, conversation_id: str) -> MessageDraftRow | None:
    found = select(MessageDraftRow).where(MessageDraftRow.conversation_id == conversation_id)
    return (await session.scalars(found)).one_or_none()


def _new_row(draft: MessageDraft, conversation_id: str, answer_id: str, moment: datetime) -> MessageDraftRow:
    return MessageDraftRow(
        message_id=answer_id,
        conversation_id=conversation_id,
        municipality=draft.municipality,
        text=draft.text,
        reachable_at=draft.reachable_at,
        shown=draft.shown,
        created_at=moment,
    )
