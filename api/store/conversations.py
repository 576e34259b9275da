"""Conversations in the database: what is written and read, each call one transaction.

All texts are encrypted with their conversation's cipher; what has no cipher any more counts as gone.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.documents import DOCUMENT_TYPES
from api.store import drafts
from api.store.channel_records import ConversationPlace
from api.store.conversation_keys import ConversationKeys
from api.store.database import Sessions, empty_log
from api.store.errors import EventDropped, StillInLog
from api.store.records import (
    ASSISTANT,
    VISITOR,
    Conversation,
    MessageDraft,
    Reply,
    StoredDocument,
    StoredMessage,
    StoredVisitorMessage,
    VisitorMessage,
)
from api.store.row_translation import (
    conversation_of,
    decrypted_json,
    document_of,
    encrypted_json,
    message_of,
    messages_of,
    visitor_message_of,
)
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
from api.telemetry.message import timed_around, timed_part
from contract.message import Choice, Goal
from runtime.text_cipher import TextCipher

GREETING_NUMBER = 1
MOST_LOOKED_AT = 500
"""As many conversations are looked for among the keys at once."""


class Intake:
    """One transaction in which a visitor's message comes in: where the conversation stands, and what is added.

    `asks_name` is whether the last answer asked for a name, `asks_private` for something that is not to be
    stored, `asks_deletion` whether the conversation is to go; `typed_before` the visitor's message before,
    `repeated` the one that came with the same key before, `unanswered` the messages that wait for an answer,
    oldest first.
    """

    def __init__(self, session: AsyncSession, cipher: TextCipher, rows: Sequence[MessageRow], key: str | None):
        self._session = session
        self._cipher = cipher
        self._conversation_id = rows[-1].conversation_id
        self._last = rows[-1].number
        self.asks_name = rows[-1].asks_name
        self.asks_private = rows[-1].asks_private
        self.asks_deletion = rows[-1].asks_deletion
        visitors = [(row, visitor_message_of(row, cipher)) for row in rows if row.sender == VISITOR]
        self.typed_before = visitors[-1][1].text if visitors else ""
        with_key = (message for row, message in visitors if key is not None and row.idempotency_key == key)
        self.repeated = next(with_key, None)
        self.unanswered = [message for row, message in visitors if not row.answered]

    def add(self, message: VisitorMessage) -> StoredVisitorMessage:
        """Store a message, to be answered."""
        row = MessageRow(
            id=str(uuid.uuid4()),
            conversation_id=self._conversation_id,
            number=self._last // 2 * 2 + 2,
            sender=VISITOR,
            text=self._cipher.encrypt(message.text),
            created_at=datetime.now(UTC),
            action=encrypted_json(self._cipher, message.goal.to_json()) if message.goal else None,
            idempotency_key=message.key,
            body_hash=self._cipher.encrypt(message.body_hash),
            hidden=message.hidden,
            left_out=list(message.left_out),
            answered=False,
        )
        self._session.add(row)
        added = visitor_message_of(row, self._cipher)
        self.unanswered.append(added)
        return added

    async def choice(self, choice_id: str) -> Choice | None:
        """A choice that this conversation was offered."""
        found = await self._session.get(ChoiceRow, choice_id)
        if found is None or found.conversation_id != self._conversation_id:
            return None
        return Choice(self._cipher.decrypt(found.label), Goal.from_json(decrypted_json(self._cipher, found.action)))

    async def asked_deletion_with(self, choice_id: str) -> bool:
        """Whether the choice was offered by the question whether the conversation is to be deleted."""
        offered_by = select(ChoiceRow.message_id).where(ChoiceRow.id == choice_id).scalar_subquery()
        asked = await self._session.scalar(select(MessageRow.asks_deletion).where(MessageRow.id == offered_by))
        return bool(asked)


class ConversationStore:
    """All reading and writing of conversations."""

    def __init__(self, sessions: Sessions, keys: ConversationKeys) -> None:
        self._sessions = sessions
        self._keys = keys

    async def open(
        self,
        token_hash: str,
        channel: str,
        municipality: str | None,
        greeting: Reply,
        place: ConversationPlace | None = None,
    ) -> tuple[Conversation, StoredMessage]:
        """Store a new conversation with its greeting, and where it takes place when it does on a platform.

        EventDropped when the event that opens it there waits no longer.
        """
        row = ConversationRow(
            id=str(uuid.uuid4()),
            token_hash=token_hash,
            channel=channel,
            municipality=municipality,
            created_at=datetime.now(UTC),
            deletion_asked_at=None,
        )
        cipher = await self._keys.create(row.id)
        try:
            async with self._sessions.begin() as session:
                session.add(row)
                await session.flush()
                if place is not None:
                    await _put_in_place(session, row.id, place)
                return conversation_of(row), await _add_reply(session, cipher, row.id, GREETING_NUMBER, greeting)
        except EventDropped:
            await self._keys.destroy(row.id)
            raise

    @timed_part("store")
    async def key_of(self, conversation_id: str) -> str | None:
        """The key with which Rasa encrypts its part of the conversation; None when it was destroyed."""
        cipher = await self._keys.find(conversation_id)
        return cipher.key_text if cipher is not None else None

    async def find(self, conversation_id: str) -> Conversation | None:
        """The conversation, also when its deletion has been asked for."""
        async with self._sessions() as session:
            row = await session.get(ConversationRow, conversation_id)
            return conversation_of(row) if row is not None else None

    async def history(self, conversation_id: str) -> list[StoredMessage]:
        """All messages so far, each answer after its question."""
        return await self._messages(conversation_id)

    async def message(self, conversation_id: str, message_id: str) -> StoredMessage | None:
        """One message of this conversation."""
        found = await self._messages(conversation_id, MessageRow.id == message_id)
        return found[0] if found else None

    async def offered_by(self, conversation_id: str, choice_id: str) -> str | None:
        """The id of the message that offered this choice; None for a choice of another conversation."""
        which = (ChoiceRow.id == choice_id, ChoiceRow.conversation_id == conversation_id)
        async with self._sessions() as session:
            found: str | None = await session.scalar(select(ChoiceRow.message_id).where(*which))
            return found

    async def goals(self, conversation_id: str, message_id: str) -> dict[str, Goal]:
        """What each choice of a message does, by its id."""
        cipher = await self._keys.find(conversation_id)
        which = (ChoiceRow.message_id == message_id, ChoiceRow.conversation_id == conversation_id)
        async with self._sessions() as session:
            rows = (await session.scalars(select(ChoiceRow).where(*which))).all() if cipher is not None else []
        return {row.id: Goal.from_json(decrypted_json(cipher, row.action)) for row in rows if cipher is not None}

    async def part(self, conversation_id: str, before: int, most: int) -> list[StoredMessage]:
        """The last `most` messages with a number below `before`, in their order."""
        below = (MessageRow.conversation_id == conversation_id, MessageRow.number < before)
        last = select(MessageRow.number).where(*below).order_by(MessageRow.number.desc()).limit(most).subquery()
        first = select(func.min(last.c.number)).scalar_subquery()
        return await self._messages(conversation_id, MessageRow.number >= first, MessageRow.number < before)

    @timed_around("store")
    @contextlib.asynccontextmanager
    async def intake(self, conversation_id: str, key: str | None) -> AsyncIterator[Intake | None]:
        """The transaction of a message that comes in with this idempotency key; None when the conversation is gone.

        What is raised inside leaves the store as it was.
        """
        async with self._sessions.begin() as session:
            rows = (await session.scalars(_where_it_stands(conversation_id, key))).all()
            cipher = await self._keys.find(conversation_id) if rows else None
            yield Intake(session, cipher, rows, key) if cipher is not None else None

    async def unanswered(self, conversation_id: str) -> list[StoredVisitorMessage]:
        """The visitor's messages without an answer, oldest first."""
        cipher = await self._keys.find(conversation_id)
        if cipher is None:
            return []
        async with self._sessions() as session:
            rows = await session.scalars(
                select(MessageRow)
                .where(MessageRow.conversation_id == conversation_id, MessageRow.answered.is_(False))
                .order_by(MessageRow.number)
            )
            return [visitor_message_of(row, cipher) for row in rows]

    @timed_part("store")
    async def answer(self, asked: StoredVisitorMessage, reply: Reply) -> StoredMessage | None:
        """Store the answer to a message, once; None when it is gone or has one.

        The two, the choices, and what becomes of a message for a person, are written together. The text of
        `asked` and its hash are stored anew: a message that might have been private may turn out not to be.
        """
        cipher = await self._keys.find(asked.conversation_id)
        if cipher is None:
            return None
        async with self._sessions.begin() as session:
            claimed: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
                update(MessageRow)
                .where(MessageRow.id == asked.id, MessageRow.answered.is_(False))
                .values(
                    answered=True,
                    text=cipher.encrypt(asked.text),
                    body_hash=cipher.encrypt(asked.body_hash),
                    hidden=asked.hidden,
                    left_out=list(asked.left_out),
                )
            )
            if not claimed.rowcount:
                return None
            answer = await _add_reply(session, cipher, asked.conversation_id, asked.number + 1, reply)
            gone = await drafts.work_on(session, cipher, asked.conversation_id, answer.id, reply, answer.created_at)
        if gone:
            await empty_log(self._sessions)
        return answer

    async def draft(self, conversation_id: str) -> MessageDraft | None:
        """The message for a person that is being made in this conversation."""
        cipher = await self._keys.find(conversation_id)
        if cipher is None:
            return None
        async with self._sessions() as session:
            return await drafts.find(session, cipher, conversation_id)

    async def forget_drafts(self, moment: datetime) -> None:
        """Delete the messages for a person that were begun before `moment` and never sent."""
        async with self._sessions.begin() as session:
            gone = await drafts.forget_older(session, moment)
        if gone:
            await empty_log(self._sessions)

    async def answer_to(self, asked: StoredVisitorMessage) -> StoredMessage | None:
        """The answer to a message, if it has one."""
        found = await self._messages(asked.conversation_id, MessageRow.number == asked.number + 1)
        return found[0] if found else None

    @timed_part("store")
    async def left_out_before(self, asked: StoredVisitorMessage) -> frozenset[str]:
        """The kinds of personal data that were left out of earlier messages of the same conversation."""
        earlier = (MessageRow.conversation_id == asked.conversation_id, MessageRow.number < asked.number)
        async with self._sessions() as session:
            found = await session.scalars(select(MessageRow.left_out).where(*earlier, MessageRow.sender == VISITOR))
            return frozenset(kind for kinds in found for kind in kinds)

    async def count_attempt(self, asked: StoredVisitorMessage) -> int:
        """Count a failed attempt to answer; gives how many there have been."""
        async with self._sessions.begin() as session:
            message = await session.get_one(MessageRow, asked.id)
            message.attempts += 1
            return message.attempts

    async def rate(self, conversation_id: str, message_id: str, useful: bool, remark: str | None) -> bool:
        """Store the rating of an answer, over an earlier one; False when there is no such answer."""
        cipher = await self._keys.find(conversation_id)
        if cipher is None:
            return False
        async with self._sessions.begin() as session:
            rated: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
                update(MessageRow)
                .where(
                    MessageRow.id == message_id,
                    MessageRow.conversation_id == conversation_id,
                    MessageRow.sender == ASSISTANT,
                )
                .values(useful=useful, remark=cipher.encrypt(remark) if remark is not None else None)
            )
            return bool(rated.rowcount)

    async def wipe(self, conversation_id: str) -> None:
        """Delete all its texts and its key; the conversation itself stays, marked, until `remove`."""
        async with self._sessions.begin() as session:
            for table in (
                *(ChoiceRow, DocumentRow, MessageDraftRow, OutboxRow, MessageRow),
                *(ChannelTalkRow, ChannelOutboxRow),
            ):
                await session.execute(delete(table).where(table.conversation_id == conversation_id))
            worked_on = update(ChannelEventRow).where(ChannelEventRow.conversation_id == conversation_id)
            await session.execute(worked_on.values(conversation_id=None, conversation_deleted=True))
            await session.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation_id)
                .values(deletion_asked_at=datetime.now(UTC))
            )
        await self._keys.destroy(conversation_id)
        await empty_log(self._sessions)

    async def document(self, conversation_id: str, document_id: str) -> StoredDocument | None:
        """A document of this conversation."""
        async with self._sessions() as session:
            row = await session.get(DocumentRow, document_id)
        cipher = await self._keys.find(conversation_id)
        if row is None or row.conversation_id != conversation_id or cipher is None:
            return None
        document = document_of(row, cipher)
        return StoredDocument(row.media_type, document.named(cipher.decrypt(row.name)) if row.name else document)

    async def forget_names(self, moment: datetime) -> None:
        """Delete the names in documents that were made before `moment`."""
        named = select(DocumentRow.id).join(MessageRow, MessageRow.id == DocumentRow.message_id)
        named = named.where(DocumentRow.name.is_not(None), MessageRow.created_at < moment)
        async with self._sessions.begin() as session:
            found = (await session.scalars(named)).all()
            if found:
                await session.execute(update(DocumentRow).where(DocumentRow.id.in_(found)).values(name=None))
        if found:
            await empty_log(self._sessions)

    async def withdraw(self, asked: StoredVisitorMessage) -> None:
        """Take a message back that was not answered and cannot be later."""
        async with self._sessions.begin() as session:
            await session.execute(delete(MessageRow).where(MessageRow.id == asked.id))

    async def withdraw_hidden(self, moment: datetime) -> None:
        """Take back the hidden messages that came in before `moment` and have no answer."""
        waiting = (MessageRow.answered.is_(False), MessageRow.hidden.is_(True), MessageRow.created_at < moment)
        async with self._sessions.begin() as session:
            found = (await session.scalars(select(MessageRow.id).where(*waiting))).all()
            if found:
                await session.execute(delete(MessageRow).where(MessageRow.id.in_(found)))

    async def remove(self, conversation_id: str) -> None:
        """Delete the conversation itself, once nothing of it can be read any more; StillInLog until then."""
        if not (await empty_log(self._sessions) and await self._keys.empty_log()):
            raise StillInLog(conversation_id)
        async with self._sessions.begin() as session:
            await session.execute(delete(ConversationRow).where(ConversationRow.id == conversation_id))
        await empty_log(self._sessions)

    async def conversations_without_answer(self) -> list[Conversation]:
        """Conversations with a message that has no answer."""
        async with self._sessions() as session:
            rows = await session.scalars(
                select(ConversationRow)
                .join(MessageRow, MessageRow.conversation_id == ConversationRow.id)
                .where(MessageRow.answered.is_(False))
                .distinct()
            )
            return [conversation_of(row) for row in rows]

    async def silent_since(self, moment: datetime, most: int) -> list[str]:
        """Ids of at most `most` conversations without a message since `moment`, the oldest first."""
        async with self._sessions() as session:
            ids = select(ConversationRow.id).where(*_silent_since(moment)).order_by(ConversationRow.created_at)
            return list(await session.scalars(ids.limit(most)))

    async def is_silent_since(self, moment: datetime, conversation_id: str) -> bool:
        """Whether this conversation is one of them still."""
        found = select(ConversationRow.id).where(*_silent_since(moment), ConversationRow.id == conversation_id)
        async with self._sessions() as session:
            return await session.scalar(found) is not None

    async def forget_unreadable(self) -> int:
        """Delete the conversations whose key is gone: those of a backup that were deleted since. Gives how many."""
        count, after = 0, ""
        while ids := await self._ids(after, MOST_LOOKED_AT):
            readable = await self._keys.among(ids)
            for conversation_id in ids:
                if conversation_id not in readable:
                    await self.wipe(conversation_id)
                    count += 1
            after = ids[-1]
        return count

    async def _ids(self, after: str, most: int) -> list[str]:
        """Ids of at most `most` conversations that are not being deleted, from `after` on."""
        which = (ConversationRow.id > after, ConversationRow.deletion_asked_at.is_(None))
        async with self._sessions() as session:
            ids = select(ConversationRow.id).where(*which).order_by(ConversationRow.id).limit(most)
            return list(await session.scalars(ids))

    async def forget_keys_of_nobody(self, moment: datetime) -> int:
        """Destroy the keys made before `moment` of conversations that are not there: a backup of keys holds them."""
        count, after = 0, ""
        while ids := await self._keys.older_than(moment, after, MOST_LOOKED_AT):
            async with self._sessions() as session:
                there = set(await session.scalars(select(ConversationRow.id).where(ConversationRow.id.in_(ids))))
            for conversation_id in ids:
                if conversation_id not in there:
                    await self._keys.destroy(conversation_id)
                    count += 1
            after = ids[-1]
        return count

    async def _messages(self, conversation_id: str, *which: ColumnElement[bool]) -> list[StoredMessage]:
        """The messages of a conversation in their order; none when it is gone."""
        cipher = await self._keys.find(conversation_id)
        if cipher is None:
            return []
        async with self._sessions() as session:
            return await _read(session, cipher, conversation_id, *which)

    async def typed_with(self, words: str) -> list[StoredVisitorMessage]:
        """The visitors' messages with these words in them, capitals or not, the newest first."""
        rows = select(MessageRow).where(MessageRow.sender == VISITOR).order_by(MessageRow.created_at.desc())
        found = []
        async with self._sessions() as session:
            for row in await session.scalars(rows):
                cipher = await self._keys.find(row.conversation_id)
                if cipher is not None and words.casefold() in cipher.decrypt(row.text).casefold():
                    found.append(visitor_message_of(row, cipher))
        return found

    async def conversations_to_delete(self) -> list[str]:
        """Ids of conversations whose deletion is not finished."""
        async with self._sessions() as session:
            return list(
                await session.scalars(select(ConversationRow.id).where(ConversationRow.deletion_asked_at.is_not(None)))
            )


def _silent_since(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    later = exists().where(MessageRow.conversation_id == ConversationRow.id, MessageRow.created_at >= moment)
    return (ConversationRow.created_at < moment, ConversationRow.deletion_asked_at.is_(None), ~later)


def _where_it_stands(conversation_id: str, key: str | None) -> Any:
    """In one query: the last two messages, those without an answer, and the one that came with this key."""
    last = select(func.max(MessageRow.number)).where(MessageRow.conversation_id == conversation_id).scalar_subquery()
    of_interest = [MessageRow.number >= last - 1, MessageRow.answered.is_(False)]
    if key is not None:
        of_interest.append(MessageRow.idempotency_key == key)
    return (
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation_id, or_(*of_interest))
        .order_by(MessageRow.number)
    )


async def _read(
    session: AsyncSession, cipher: TextCipher, conversation_id: str, *which: ColumnElement[bool]
) -> list[StoredMessage]:
    """The messages of a conversation in their order, in three queries however many there are."""
    messages = (MessageRow.conversation_id == conversation_id, *which)
    rows = (
        await session.execute(
            select(MessageRow, MessageDraftRow.shown)
            .outerjoin(MessageDraftRow, MessageDraftRow.message_id == MessageRow.id)
            .where(*messages)
            .order_by(MessageRow.number)
        )
    ).all()
    choices = await session.scalars(
        select(ChoiceRow)
        .join(MessageRow, MessageRow.id == ChoiceRow.message_id)
        .where(*messages)
        .order_by(ChoiceRow.position)
    )
    documents = await session.scalars(
        select(DocumentRow).join(MessageRow, MessageRow.id == DocumentRow.message_id).where(*messages)
    )
    return messages_of(cipher, [(row, shown) for row, shown in rows], choices.all(), documents.all())


async def _put_in_place(session: AsyncSession, conversation_id: str, place: ConversationPlace) -> None:
    """What was there before is being deleted."""
    where = place.where
    await session.execute(delete(ChannelTalkRow).where(ChannelTalkRow.place == where.place))
    session.add(
        ChannelTalkRow(
            place=where.place, conversation_id=conversation_id, workspace=where.workspace, person=where.person
        )
    )
    begun = update(ChannelEventRow).where(ChannelEventRow.number == place.event, ChannelEventRow.worked_at.is_(None))
    waits: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        begun.values(conversation_id=conversation_id, conversation_deleted=False)
    )
    if not waits.rowcount:
        raise EventDropped


async def _add_reply(
    session: AsyncSession, cipher: TextCipher, conversation_id: str, number: int, reply: Reply
) -> StoredMessage:
    row = MessageRow(
        id=str(uuid.uuid4()),
        conversation_id=conversation_id,
        number=number,
        sender=ASSISTANT,
        text=cipher.encrypt(reply.text),
        created_at=datetime.now(UTC),
        outcome=reply.outcome.value,
        sources=encrypted_json(cipher, list(reply.sources)),
        asks_name=reply.asks_name,
        asks_private=reply.asks_private,
        asks_deletion=reply.asks_deletion,
    )
    session.add(row)
    await session.flush()
    choices = [
        ChoiceRow(
            id=str(uuid.uuid4()),
            conversation_id=conversation_id,
            message_id=row.id,
            position=position,
            label=cipher.encrypt(choice.label),
            action=encrypted_json(cipher, choice.goal.to_json()),
        )
        for position, choice in enumerate(reply.choices)
    ]
    documents = [
        DocumentRow(
            id=str(uuid.uuid4()),
            conversation_id=conversation_id,
            message_id=row.id,
            media_type=media_type,
            content=encrypted_json(cipher, reply.document.named("").to_json()),
            name=cipher.encrypt(reply.document.name) if reply.document.name else None,
        )
        for media_type in DOCUMENT_TYPES
        if reply.document is not None
    ]
    session.add_all([*choices, *documents])
    shown = cipher.encrypt(reply.draft.shown) if reply.draft else None
    return message_of(cipher, row, shown, choices, documents)
