"""Conversations in the database: what is written and read, each call one transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from api.documents import DOCUMENT_TYPES
from api.store.database import Sessions
from api.store.tables import Choice, Conversation, DocumentRow, LeftMessage, Message
from contract.documents import Document

VISITOR = "bezoeker"
ASSISTANT = "assistent"
GREETING_NUMBER = 1


@dataclass(frozen=True)
class Entry:
    """A stored message with the choices that were offered and the documents that were made with it."""

    message: Message
    choices: list[Choice]
    documents: list[DocumentRow]


@dataclass(frozen=True)
class Question:
    """What a visitor sends, to be stored: typed text, or a choice's label with its `action`."""

    text: str
    action: dict[str, Any] | None
    key: str | None
    body_hash: str


@dataclass(frozen=True)
class Left:
    """A message for a person at a municipality, which the visitor has seen and agreed to."""

    municipality: str
    text: str
    reachable_at: str


@dataclass(frozen=True)
class Spoken:
    """What the assistant says, to be stored; `choices` and `sources` as the API shows them."""

    outcome: str
    text: str
    choices: list[dict[str, Any]]
    sources: list[dict[str, Any]]
    left: Left | None = None
    document: Document | None = None
    asks_name: bool = False


class ConversationStore:
    """All reading and writing of conversations."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    async def open(
        self, token_hash: str, channel: str, municipality: str | None, greeting: Spoken
    ) -> tuple[str, Entry]:
        """Store a new conversation with its greeting; gives its id and the greeting."""
        conversation_id = str(uuid.uuid4())
        async with self._sessions.begin() as session:
            session.add(
                Conversation(
                    id=conversation_id,
                    token_hash=token_hash,
                    channel=channel,
                    municipality=municipality,
                    created_at=datetime.now(UTC),
                    deletion_asked_at=None,
                )
            )
            await session.flush()
            return conversation_id, await self._add_answer(session, conversation_id, GREETING_NUMBER, greeting)

    async def find(self, conversation_id: str) -> Conversation | None:
        """The conversation, also when its deletion has been asked for."""
        async with self._sessions() as session:
            return await session.get(Conversation, conversation_id)

    async def find_choice(self, choice_id: str) -> Choice | None:
        """A choice that was offered in some conversation."""
        async with self._sessions() as session:
            return await session.get(Choice, choice_id)

    async def history(self, conversation_id: str) -> list[Entry]:
        """All messages so far, each answer after its question."""
        async with self._sessions() as session:
            rows = await session.scalars(
                select(Message).where(Message.conversation_id == conversation_id).order_by(Message.number)
            )
            return [await self._entry(session, message) for message in rows]

    async def question_by_key(self, conversation_id: str, key: str) -> Message | None:
        """The visitor's message that came with this idempotency key."""
        async with self._sessions() as session:
            return await session.scalar(
                select(Message).where(Message.conversation_id == conversation_id, Message.idempotency_key == key)
            )

    async def add_question(self, conversation_id: str, question: Question) -> Message | None:
        """Store a visitor's message, to be answered; None when the conversation is gone."""
        async with self._sessions.begin() as session:
            last = await session.scalar(
                select(func.max(Message.number)).where(Message.conversation_id == conversation_id)
            )
            if last is None:
                return None
            message = Message(
                id=str(uuid.uuid4()),
                conversation_id=conversation_id,
                number=last // 2 * 2 + 2,
                sender=VISITOR,
                text=question.text,
                created_at=datetime.now(UTC),
                action=question.action,
                idempotency_key=question.key,
                body_hash=question.body_hash,
                answered=False,
                sources=[],
            )
            session.add(message)
        return message

    async def unanswered(self, conversation_id: str) -> list[Message]:
        """The visitor's messages without an answer, oldest first."""
        async with self._sessions() as session:
            rows = await session.scalars(
                select(Message)
                .where(Message.conversation_id == conversation_id, Message.answered.is_(False))
                .order_by(Message.number)
            )
            return list(rows)

    async def answer(self, question: Message, answer: Spoken) -> None:
        """Store the answer to `question`, once: the two, and what is left for a person, are written together."""
        async with self._sessions.begin() as session:
            if answer.left is not None:
                session.add(_left_message(question, answer.left))
            await self._add_answer(session, question.conversation_id, question.number + 1, answer)
            (await session.get_one(Message, question.id)).answered = True

    async def answer_to(self, question: Message) -> Entry | None:
        """The answer to `question`, if it has one."""
        async with self._sessions() as session:
            message = await session.scalar(
                select(Message).where(
                    Message.conversation_id == question.conversation_id, Message.number == question.number + 1
                )
            )
            return await self._entry(session, message) if message is not None else None

    async def count_attempt(self, question: Message) -> int:
        """Count a failed attempt to answer; gives how many there have been."""
        async with self._sessions.begin() as session:
            message = await session.get_one(Message, question.id)
            message.attempts += 1
            return message.attempts

    async def rate(self, conversation_id: str, message_id: str, useful: bool, remark: str | None) -> bool:
        """Keep the rating of an answer, over an earlier one; False when there is no such answer."""
        async with self._sessions.begin() as session:
            message = await session.get(Message, message_id)
            if message is None or message.conversation_id != conversation_id or message.sender != ASSISTANT:
                return False
            message.useful, message.remark = useful, remark
        return True

    async def wipe(self, conversation_id: str) -> None:
        """Delete all that was said; the conversation itself stays, marked, until `remove`."""
        async with self._sessions.begin() as session:
            await session.execute(delete(Choice).where(Choice.conversation_id == conversation_id))
            await session.execute(delete(DocumentRow).where(DocumentRow.conversation_id == conversation_id))
            await session.execute(delete(LeftMessage).where(LeftMessage.conversation_id == conversation_id))
            await session.execute(delete(Message).where(Message.conversation_id == conversation_id))
            conversation = await session.get(Conversation, conversation_id)
            if conversation is not None:
                conversation.deletion_asked_at = datetime.now(UTC)
        await self._empty_log()

    async def document(self, conversation_id: str, document_id: str) -> DocumentRow | None:
        """A document of this conversation, as one kind of file."""
        async with self._sessions() as session:
            document = await session.get(DocumentRow, document_id)
            return document if document is not None and document.conversation_id == conversation_id else None

    async def asks_name(self, conversation_id: str) -> bool:
        """Whether the last answer asked for a name."""
        async with self._sessions() as session:
            asked = await session.scalar(
                select(Message.asks_name)
                .where(Message.conversation_id == conversation_id)
                .order_by(Message.number.desc())
                .limit(1)
            )
            return bool(asked)

    async def withdraw(self, question: Message) -> None:
        """Take a message back that was not answered and cannot be later."""
        async with self._sessions.begin() as session:
            await session.execute(delete(Message).where(Message.id == question.id))

    async def remove(self, conversation_id: str) -> None:
        """Delete the conversation itself."""
        async with self._sessions.begin() as session:
            await session.execute(delete(Conversation).where(Conversation.id == conversation_id))
        await self._empty_log()

    async def waiting(self) -> list[Conversation]:
        """Conversations with a message that has no answer."""
        async with self._sessions() as session:
            rows = await session.scalars(
                select(Conversation)
                .join(Message, Message.conversation_id == Conversation.id)
                .where(Message.answered.is_(False))
                .distinct()
            )
            return list(rows)

    async def leaving(self) -> list[str]:
        """Ids of conversations whose deletion is not finished."""
        async with self._sessions() as session:
            return list(
                await session.scalars(select(Conversation.id).where(Conversation.deletion_asked_at.is_not(None)))
            )

    async def due(self, moment: datetime) -> list[LeftMessage]:
        """Messages for a person whose next attempt is due, oldest first."""
        async with self._sessions() as session:
            rows = await session.scalars(
                select(LeftMessage).where(LeftMessage.next_attempt_at <= moment).order_by(LeftMessage.created_at)
            )
            return list(rows)

    async def try_again(self, message_id: str, moment: datetime) -> None:
        """Count a failed delivery; the next attempt is at `moment`."""
        async with self._sessions.begin() as session:
            message = await session.get(LeftMessage, message_id)
            if message is not None:
                message.attempts += 1
                message.next_attempt_at = moment

    async def delivered(self, message_id: str) -> None:
        """Delete a message that has been delivered."""
        async with self._sessions.begin() as session:
            await session.execute(delete(LeftMessage).where(LeftMessage.id == message_id))
        await self._empty_log()

    async def _add_answer(self, session: AsyncSession, conversation_id: str, number: int, answer: Spoken) -> Entry:
        message = Message(
            id=str(uuid.uuid4()),
            conversation_id=conversation_id,
            number=number,
            sender=ASSISTANT,
            text=answer.text,
            created_at=datetime.now(UTC),
            outcome=answer.outcome,
            sources=answer.sources,
            asks_name=answer.asks_name,
        )
        session.add(message)
        await session.flush()
        choices = [
            Choice(
                id=str(uuid.uuid4()),
                conversation_id=conversation_id,
                message_id=message.id,
                position=position,
                label=choice["label"],
                action=choice["goal"],
            )
            for position, choice in enumerate(answer.choices)
        ]
        documents = [
            DocumentRow(
                id=str(uuid.uuid4()),
                conversation_id=conversation_id,
                message_id=message.id,
                media_type=media_type,
                content=answer.document.to_json(),
            )
            for media_type in DOCUMENT_TYPES
            if answer.document is not None
        ]
        session.add_all([*choices, *documents])
        return Entry(message, choices, documents)

    async def _entry(self, session: AsyncSession, message: Message) -> Entry:
        choices = await session.scalars(select(Choice).where(Choice.message_id == message.id).order_by(Choice.position))
        documents = await session.scalars(select(DocumentRow).where(DocumentRow.message_id == message.id))
        in_order = sorted(documents, key=lambda one: DOCUMENT_TYPES.index(one.media_type))
        return Entry(message, list(choices), in_order)

    async def _empty_log(self) -> None:
        """Take what was deleted out of SQLite's write-ahead log too; nothing to do elsewhere."""
        async with self._sessions() as session:
            if session.get_bind().dialect.name == "sqlite":
                await session.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _left_message(question: Message, left: Left) -> LeftMessage:
    now = datetime.now(UTC)
    return LeftMessage(
        id=str(uuid.uuid4()),
        conversation_id=question.conversation_id,
        municipality=left.municipality,
        text=left.text,
        reachable_at=left.reachable_at,
        created_at=now,
        next_attempt_at=now,
    )
