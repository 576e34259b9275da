"""What goes: conversations that are deleted, that are too old, or that nobody can read, and what may not stay long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, delete, exists, func, select, update
from sqlalchemy.orm import Session

from api.store import drafts, parts
from api.store.claims import Claims
from api.store.conversation_keys import ConversationKeys
from api.store.database import Database, reading, writing
from api.store.errors import StillInLog
from api.store.standings_at_hand import StandingsAtHand
from api.store.tables import (
    ChannelEventRow,
    ChannelOutboxRow,
    ChannelTalkRow,
    ChoiceRow,
    ConversationRow,
    DocumentRow,
    MessageDraftRow,
    MessageRow,
    OutboxRow,
)

MOST_LOOKED_AT = 500
"""As many conversations are looked for among the keys at once."""

TEXTS = (ChoiceRow, DocumentRow, MessageDraftRow, OutboxRow, MessageRow, ChannelTalkRow, ChannelOutboxRow)


class Removal:
    """Deletes from the database and its log, and destroys keys."""

    def __init__(self, database: Database, keys: ConversationKeys, at_hand: StandingsAtHand) -> None:
        """`at_hand` is of the same conversations."""
        self._database = database
        self._keys = keys
        self._at_hand = at_hand
        self.claims = Claims(database, ConversationRow.id)
        """On conversations whose deletion is finished; while one is answered it is leased (`turn_leases`)."""

    async def wipe(self, conversation_id: str) -> None:
        """Delete all texts of a conversation and its key; it stays itself, marked, until `remove`."""
        self._at_hand.drop(conversation_id)
        await self._delete_texts(conversation_id)
        await self._forget_key(conversation_id)

    async def wipe_silent(self, conversation_id: str, moment: datetime) -> bool:
        """As `wipe`, unless there was a message since `moment`, or it was wiped already; whether it was done."""
        self._at_hand.drop(conversation_id)
        if not await self._delete_silent_texts(conversation_id, moment):
            return False
        await self._forget_key(conversation_id)
        return True

    async def remove(self, conversation_id: str) -> None:
        """Delete the conversation itself, once nothing of it can be read any more; StillInLog until then."""
        if not (await self._database.empty_log() and await self._database.do(self._keys.empty_log)):
            raise StillInLog(conversation_id)
        this = delete(ConversationRow).where(ConversationRow.id == conversation_id)
        await self._database.write(lambda session: session.execute(this))
        await self._database.empty_log()

    @reading
    def begun(self, session: Session) -> Sequence[str]:
        """Ids of conversations whose deletion is not finished."""
        return session.scalars(select(ConversationRow.id).where(ConversationRow.deletion_asked_at.is_not(None))).all()

    @reading
    def silent_since(self, session: Session, moment: datetime, most: int) -> Sequence[str]:
        """Ids of at most `most` conversations without a message since `moment`, the oldest first."""
        ids = select(ConversationRow.id).where(*_silent_since(moment)).order_by(ConversationRow.created_at)
        return session.scalars(ids.limit(most)).all()

    async def fit_their_keys(self, moment: datetime) -> bool:
        """Whether each conversation of before `moment` has its key, and each such key its conversation; by two numbers.

        They do not where a backup was put back of the one or the other, or of both of different moments. Then either
        their numbers differ, or as many were opened since as were deleted; and those that were opened since are the
        newest of all, and stand on one side only.
        """
        with_key, newest_with_key = await self._database.do(self._keys.before, moment, MOST_LOOKED_AT)
        there, newest = await self._before(moment)
        return (
            with_key == there
            and set(newest_with_key) == await self._there(newest_with_key)
            and set(newest) == await self._database.do(self._keys.among, newest)
        )

    async def forget_unreadable(self) -> int:
        """Delete the conversations whose key is gone: those of a backup that were deleted since. Gives how many."""
        count, after = 0, ""
        while ids := await self._ids(after):
            readable = await self._database.do(self._keys.among, ids)
            for conversation_id in ids:
                if conversation_id not in readable:
                    await self.wipe(conversation_id)
                    count += 1
            after = ids[-1]
        return count

    async def forget_keys_of_nobody(self, moment: datetime) -> int:
        """Destroy the keys made before `moment` of conversations that are not there: a backup of keys holds them."""
        count, after = 0, ""
        while ids := await self._database.do(self._keys.older_than, moment, after, MOST_LOOKED_AT):
            there = await self._there(ids)
            for conversation_id in ids:
                if conversation_id not in there:
                    await self._database.do(self._keys.destroy, conversation_id)
                    count += 1
            after = ids[-1]
        return count

    async def forget_names(self, moment: datetime) -> None:
        """Delete the names in documents that were made before `moment`."""
        await self._forget_in_parts(lambda session: _forget_names(session, moment))

    async def forget_drafts(self, moment: datetime) -> None:
        """Delete the messages for a person that were begun before `moment` and never sent."""
        await self._forget_in_parts(lambda session: drafts.forget_older(session, moment, parts.MOST_AT_ONCE))

    async def withdraw_hidden(self, moment: datetime) -> None:
        """Take back the hidden messages that came in before `moment` and have no answer."""
        await parts.in_parts(self._database, lambda session: _withdraw_hidden(session, moment))

    async def _forget_in_parts(self, forget_some: Callable[[Session], bool]) -> None:
        """As `parts.in_parts`; what is forgotten stands in no log either."""
        if await parts.in_parts(self._database, forget_some):
            await self._database.empty_log()

    @writing
    def _delete_texts(self, session: Session, conversation_id: str) -> None:
        self._mark_and_delete(session, ConversationRow.id == conversation_id, conversation_id)

    @writing
    def _delete_silent_texts(self, session: Session, conversation_id: str, moment: datetime) -> bool:
        this = ConversationRow.id == conversation_id
        session.scalar(select(ConversationRow.id).where(this).with_for_update(key_share=True))
        found = session.scalar(select(ConversationRow.id).where(this, *_silent_since(moment)))
        if found is not None:
            self._mark_and_delete(session, this, conversation_id)
        return found is not None

    async def _forget_key(self, conversation_id: str) -> None:
        await self._database.do(self._keys.destroy, conversation_id)
        await self._database.empty_log()

    def _mark_and_delete(self, session: Session, this: ColumnElement[bool], conversation_id: str) -> None:
        """The mark first: it locks the conversation, so that nothing comes in behind what is deleted."""
        session.execute(update(ConversationRow).where(this).values(deletion_asked_at=datetime.now(UTC)))
        for table in TEXTS:
            session.execute(delete(table).where(table.conversation_id == conversation_id))
        worked_on = update(ChannelEventRow).where(ChannelEventRow.conversation_id == conversation_id)
        session.execute(worked_on.values(conversation_id=None, conversation_deleted=True))

    @reading
    def _ids(self, session: Session, after: str) -> Sequence[str]:
        """Ids of some conversations that are not being deleted, from `after` on."""
        which = (ConversationRow.id > after, ConversationRow.deletion_asked_at.is_(None))
        ids = select(ConversationRow.id).where(*which).order_by(ConversationRow.id)
        return session.scalars(ids.limit(MOST_LOOKED_AT)).all()

    @reading
    def _before(self, session: Session, moment: datetime) -> tuple[int, Sequence[str]]:
        """How many there are that are not being deleted, and the ids of the newest."""
        which = (ConversationRow.created_at < moment, ConversationRow.deletion_asked_at.is_(None))
        count = session.scalar(select(func.count()).select_from(ConversationRow).where(*which))
        newest = select(ConversationRow.id).where(*which).order_by(ConversationRow.created_at.desc())
        return count or 0, session.scalars(newest.limit(MOST_LOOKED_AT)).all()

    @reading
    def _there(self, session: Session, ids: Sequence[str]) -> set[str]:
        return set(session.scalars(select(ConversationRow.id).where(ConversationRow.id.in_(ids))))


def _forget_names(session: Session, moment: datetime) -> bool:
    named = select(DocumentRow.id).join(MessageRow, MessageRow.id == DocumentRow.message_id)
    named = named.where(DocumentRow.name.is_not(None), MessageRow.created_at < moment)
    found = session.scalars(named.limit(parts.MOST_AT_ONCE)).all()
    if found:
        session.execute(update(DocumentRow).where(DocumentRow.id.in_(found)).values(name=None))
    return bool(found)


def _withdraw_hidden(session: Session, moment: datetime) -> bool:
    waiting = (MessageRow.answered.is_(False), MessageRow.hidden.is_(True), MessageRow.created_at < moment)
    found = session.scalars(select(MessageRow.id).where(*waiting).limit(parts.MOST_AT_ONCE)).all()
    if found:
        session.execute(delete(MessageRow).where(MessageRow.id.in_(found), *waiting))  # one may have its answer now
    return bool(found)


def _silent_since(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    later = exists().where(MessageRow.conversation_id == ConversationRow.id, MessageRow.created_at >= moment)
    return (ConversationRow.created_at < moment, ConversationRow.deletion_asked_at.is_(None), ~later)
