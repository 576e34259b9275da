"""Conversations in the database: what is written and read, each call one transaction."""

from __future__ import annotations

import contextlib
import uuid
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from api.documents import DOCUMENT_TYPES
from api.store import drafts
from api.store.database import Sessions, empty_log
from api.store.errors import StillInLog
from api.store.records import (
    ASSISTANT,
    VISITOR,
    Conversation,
    MessageDraft,
    OfferedChoice,
    OfferedDocument,
    Reply,
    StoredDocument,
    StoredMessage,
    StoredVisitorMessage,
    VisitorMessage,
)
from api.store.tables import ChoiceRow, ConversationRow, DocumentRow, MessageDraftRow, MessageRow, OutboxRow
from contract.message import Choice, Goal

GREETING_NUMBER = 1


class Intake:
    """One transaction in which a visitor's message comes in: where the conversation stands, and what is added.

    `asks_name` is whether the last answer asked for a name, `asks_private` for something that is not to be
    kept, `typed_before` the visitor's message before, `repeated` the one that came with the same key before,
    `unanswered` the messages that wait for an answer, oldest first.
    """

    def __init__(self, session: AsyncSession, conversation_id: str, rows: Sequence[MessageRow], key: str | None):
        self._session = session
        self._conversation_id = conversation_id
        self._last = rows[-1].number
        self.asks_name = rows[-1].asks_name
        self.asks_private = rows[-1].asks_private
        self.typed_before = next((row.text for row in reversed(rows) if row.sender == VISITOR), "")
        self.repeated = next((_visitors(row) for row in rows if key is not None and row.idempotency_key == key), None)
        self.unanswered = [_visitors(row) for row in rows if not row.answered]

    def add(self, message: VisitorMessage) -> StoredVisitorMessage:
        """Store a message, to be answered."""
        row = MessageRow(
            id=str(uuid.uuid4()),
            conversation_id=self._conversation_id,
            number=self._last // 2 * 2 + 2,
            sender=VISITOR,
            text=message.text,
            created_at=datetime.now(UTC),
            action=message.goal.to_json() if message.goal else None,
            idempotency_key=message.key,
            body_hash=message.body_hash,
            left_out=list(message.left_out),
            answered=False,
            sources=[],
        )
        self._session.add(row)
        added = _visitors(row)
        self.unanswered.append(added)
        return added

    async def choice(self, choice_id: str) -> Choice | None:
        """A choice that this conversation was offered."""
        found = await self._session.get(ChoiceRow, choice_id)
        if found is None or found.conversation_id != self._conversation_id:
            return None
        return Choice(found.label, Goal.from_json(found.action))


class ConversationStore:
    """All reading and writing of conversations."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def open(
        self, token_hash: str, channel: str, municipality: str | None, greeting: Reply
    ) -> tuple[Conversation, StoredMessage]:
        """Store a new conversation with its greeting."""
        row = ConversationRow(
            id=str(uuid.uuid4()),
            token_hash=token_hash,
            channel=channel,
            municipality=municipality,
            created_at=datetime.now(UTC),
            deletion_asked_at=None,
        )
        async with self._sessions.begin() as session:
            session.add(row)
            await session.flush()
            return _conversation(row), await _add_reply(session, row.id, GREETING_NUMBER, greeting)

    async def find(self, conversation_id: str) -> Conversation | None:
        """The conversation, also when its deletion has been asked for."""
        async with self._sessions() as session:
            row = await session.get(ConversationRow, conversation_id)
            return _conversation(row) if row is not None else None

    async def history(self, conversation_id: str) -> list[StoredMessage]:
        """All messages so far, each answer after its question."""
        async with self._sessions() as session:
            return await _read(session, conversation_id)

    async def part(self, conversation_id: str, before: int, most: int) -> list[StoredMessage]:
        """The last `most` messages with a number below `before`, in their order."""
        below = (MessageRow.conversation_id == conversation_id, MessageRow.number < before)
        last = select(MessageRow.number).where(*below).order_by(MessageRow.number.desc()).limit(most).subquery()
        first = select(func.min(last.c.number)).scalar_subquery()
        async with self._sessions() as session:
            return await _read(session, conversation_id, MessageRow.number >= first, MessageRow.number < before)

    @contextlib.asynccontextmanager
    async def intake(self, conversation_id: str, key: str | None) -> AsyncIterator[Intake | None]:
        """The transaction of a message that comes in with this idempotency key; None when the conversation is gone.

        What is raised inside leaves the store as it was.
        """
        async with self._sessions.begin() as session:
            rows = (await session.scalars(_where_it_stands(conversation_id, key))).all()
            yield Intake(session, conversation_id, rows, key) if rows else None

    async def unanswered(self, conversation_id: str) -> list[StoredVisitorMessage]:
        """The visitor's messages without an answer, oldest first."""
        async with self._sessions() as session:
            rows = await session.scalars(
                select(MessageRow)
                .where(MessageRow.conversation_id == conversation_id, MessageRow.answered.is_(False))
                .order_by(MessageRow.number)
            )
            return [_visitors(row) for row in rows]

    async def answer(self, asked: StoredVisitorMessage, reply: Reply) -> StoredMessage | None:
        """Store the answer to a message, once; None when it is gone or has one.

        The two, the choices, and what becomes of a message for a person, are written together. The text of
        `asked` and its hash are stored anew: a message that might have been private may turn out not to be.
        """
        async with self._sessions.begin() as session:
            claimed: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
                update(MessageRow)
                .where(MessageRow.id == asked.id, MessageRow.answered.is_(False))
                .values(answered=True, text=asked.text, body_hash=asked.body_hash, left_out=list(asked.left_out))
            )
            if not claimed.rowcount:
                return None
            answer = await _add_reply(session, asked.conversation_id, asked.number + 1, reply)
            gone = await drafts.work_on(session, asked.conversation_id, answer.id, reply, answer.created_at)
        if gone:
            await empty_log(self._sessions)
        return answer

    async def draft(self, conversation_id: str) -> MessageDraft | None:
        """The message for a person that is being made in this conversation."""
        async with self._sessions() as session:
            return await drafts.find(session, conversation_id)

    async def forget_drafts(self, moment: datetime) -> None:
        """Delete the messages for a person that were begun before `moment` and never sent."""
        async with self._sessions.begin() as session:
            gone = await drafts.forget_older(session, moment)
        if gone:
            await empty_log(self._sessions)

    async def answer_to(self, asked: StoredVisitorMessage) -> StoredMessage | None:
        """The answer to a message, if it has one."""
        async with self._sessions() as session:
            found = await _read(session, asked.conversation_id, MessageRow.number == asked.number + 1)
            return found[0] if found else None

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
        async with self._sessions.begin() as session:
            rated: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
                update(MessageRow)
                .where(
                    MessageRow.id == message_id,
                    MessageRow.conversation_id == conversation_id,
                    MessageRow.sender == ASSISTANT,
                )
                .values(useful=useful, remark=remark)
            )
            return bool(rated.rowcount)

    async def wipe(self, conversation_id: str) -> None:
        """Delete all its texts; the conversation itself stays, marked, until `remove`."""
        async with self._sessions.begin() as session:
            for table in (ChoiceRow, DocumentRow, MessageDraftRow, OutboxRow, MessageRow):
                await session.execute(delete(table).where(table.conversation_id == conversation_id))
            await session.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation_id)
                .values(deletion_asked_at=datetime.now(UTC))
            )
        await empty_log(self._sessions)

    async def document(self, conversation_id: str, document_id: str) -> StoredDocument | None:
        """A document of this conversation."""
        async with self._sessions() as session:
            row = await session.get(DocumentRow, document_id)
            if row is None or row.conversation_id != conversation_id:
                return None
            return StoredDocument(row.media_type, row.document)

    async def withdraw(self, asked: StoredVisitorMessage) -> None:
        """Take a message back that was not answered and cannot be later."""
        async with self._sessions.begin() as session:
            await session.execute(delete(MessageRow).where(MessageRow.id == asked.id))

    async def withdraw_older(self, body_hash: str, moment: datetime) -> None:
        """Take back the messages with this hash that came in before `moment` and have no answer."""
        left = (MessageRow.answered.is_(False), MessageRow.body_hash == body_hash, MessageRow.created_at < moment)
        async with self._sessions.begin() as session:
            found = (await session.scalars(select(MessageRow.id).where(*left))).all()
            if found:
                await session.execute(delete(MessageRow).where(MessageRow.id.in_(found)))

    async def remove(self, conversation_id: str) -> None:
        """Delete the conversation itself, once nothing of it can be read any more; StillInLog until then."""
        if not await empty_log(self._sessions):
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
            return [_conversation(row) for row in rows]

    async def silent_since(self, moment: datetime, most: int) -> list[str]:
        """Ids of at most `most` conversations without a message since `moment`, the oldest first."""
        later = exists().where(MessageRow.conversation_id == ConversationRow.id, MessageRow.created_at >= moment)
        older = (ConversationRow.created_at < moment, ConversationRow.deletion_asked_at.is_(None), ~later)
        async with self._sessions() as session:
            ids = select(ConversationRow.id).where(*older).order_by(ConversationRow.created_at).limit(most)
            return list(await session.scalars(ids))

    async def conversations_to_delete(self) -> list[str]:
        """Ids of conversations whose deletion is not finished."""
        async with self._sessions() as session:
            return list(
                await session.scalars(select(ConversationRow.id).where(ConversationRow.deletion_asked_at.is_not(None)))
            )


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


async def _read(session: AsyncSession, conversation_id: str, *which: ColumnElement[bool]) -> list[StoredMessage]:
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
    return _with_their_own([(row, shown) for row, shown in rows], choices.all(), documents.all())


def _with_their_own(
    rows: Sequence[tuple[MessageRow, str | None]], choices: Sequence[ChoiceRow], documents: Sequence[DocumentRow]
) -> list[StoredMessage]:
    choices_of, documents_of = defaultdict(list), defaultdict(list)
    for choice in choices:
        choices_of[choice.message_id].append(choice)
    for document in documents:
        documents_of[document.message_id].append(document)
    return [_message(row, shown, choices_of[row.id], documents_of[row.id]) for row, shown in rows]


async def _add_reply(session: AsyncSession, conversation_id: str, number: int, reply: Reply) -> StoredMessage:
    row = MessageRow(
        id=str(uuid.uuid4()),
        conversation_id=conversation_id,
        number=number,
        sender=ASSISTANT,
        text=reply.text,
        created_at=datetime.now(UTC),
        outcome=reply.outcome.value,
        sources=list(reply.sources),
        asks_name=reply.asks_name,
        asks_private=reply.asks_private,
    )
    session.add(row)
    await session.flush()
    choices = [
        ChoiceRow(
            id=str(uuid.uuid4()),
            conversation_id=conversation_id,
            message_id=row.id,
            position=position,
            label=choice.label,
            action=choice.goal.to_json(),
        )
        for position, choice in enumerate(reply.choices)
    ]
    documents = [
        DocumentRow(
            id=str(uuid.uuid4()),
            conversation_id=conversation_id,
            message_id=row.id,
            media_type=media_type,
            content=reply.document.to_json(),
        )
        for media_type in DOCUMENT_TYPES
        if reply.document is not None
    ]
    session.add_all([*choices, *documents])
    return _message(row, reply.draft.shown if reply.draft else None, choices, documents)


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(row.id, row.token_hash, row.channel, row.municipality, row.deletion_asked_at is not None)


def _visitors(row: MessageRow) -> StoredVisitorMessage:
    goal = Goal.from_json(row.action) if row.action else None
    left_out = tuple(row.left_out)
    return StoredVisitorMessage(row.id, row.conversation_id, row.number, row.text, goal, row.body_hash, left_out)


def _message(
    row: MessageRow, shown: str | None, choices: Sequence[ChoiceRow], documents: Sequence[DocumentRow]
) -> StoredMessage:
    """A stored message with all that came with it; `shown` is what is shown in the place of its text."""
    in_order = sorted(documents, key=lambda one: DOCUMENT_TYPES.index(one.media_type))
    return StoredMessage(
        id=row.id,
        conversation_id=row.conversation_id,
        number=row.number,
        sender=row.sender,
        created_at=row.created_at,
        text=shown or row.text,
        choices=tuple(OfferedChoice(choice.id, choice.label) for choice in choices),
        sources=row.sources,
        documents=tuple(OfferedDocument(one.id, one.document.title, one.media_type) for one in in_order),
        key=row.idempotency_key,
        outcome=row.outcome,
        useful=row.useful,
        explained=row.remark is not None,
    )
