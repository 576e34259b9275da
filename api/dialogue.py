"""The life of a conversation: opened, asked, answered exactly once, rated, deleted.

A visitor's message is stored before Rasa is asked. When Rasa is gone it stays, and is answered
once Rasa is back: by the visitor's repeat, by the next message, or by `catch_up`.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
import uuid
import weakref
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from api.rasa_client import Answer, RasaClient, RasaUnavailable, TurnFailed
from api.store.database import Sessions, wipe_deleted
from api.store.tables import Choice, Conversation, Message
from gids.content import LiveContent
from gids.topic import Topic

logger = logging.getLogger(__name__)

VISITOR = "bezoeker"
ASSISTANT = "assistent"
GREETING_NUMBER = 1
MOST_ATTEMPTS = 5
CATCH_UP_SECONDS = 2.0


class NotFound(Exception):
    """No such conversation, message or choice, or not with this token."""


class KeyReused(Exception):
    """The idempotency key came with another body before."""


@dataclass(frozen=True)
class Entry:
    """A stored message with the choices that were offered with it."""

    message: Message
    choices: list[Choice]


class Dialogue:
    """All work on conversations; one message of a conversation is under way at a time."""

    def __init__(self, sessions: Sessions, rasa: RasaClient, content: LiveContent) -> None:
        self._sessions = sessions
        self._rasa = rasa
        self._content = content
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    async def open(self, channel: str, municipality: str | None) -> tuple[Conversation, str, Entry]:
        """A new conversation, its token (shown once, kept as a hash) and its greeting."""
        token = secrets.token_urlsafe(32)
        conversation = Conversation(
            id=str(uuid.uuid4()),
            token_hash=_hash(token),
            channel=channel,
            municipality=municipality,
            created_at=datetime.now(UTC),
            deletion_asked_at=None,
        )
        now = self._content.current
        greeting = now.texts["gesprek"]["begroeting"]
        topics = [now.guide.topics[topic] for topic in greeting.keuzes]
        choices = [
            {"label": topic.vraag, "doel": {"intent": "kies_onderwerp", "gids": {"onderwerp": topic.id}}}
            for topic in topics
        ]
        async with self._sessions.begin() as session:
            session.add(conversation)
            await session.flush()
            answer = Answer("gesprek", greeting.tekst, choices, [])
            entry = await self._store_answer(session, conversation.id, GREETING_NUMBER, answer)
        return conversation, token, entry

    async def find(self, conversation_id: str, token: str) -> Conversation:
        """The conversation with this id and token; NotFound otherwise, or when it is being deleted."""
        conversation = await self._find_even_deleted(conversation_id, token)
        if conversation.deletion_asked_at is not None:
            raise NotFound(conversation_id)
        return conversation

    async def history(self, conversation: Conversation) -> list[Entry]:
        """All messages so far, each answer after its question."""
        async with self._sessions() as session:
            rows = await session.scalars(
                select(Message).where(Message.conversation_id == conversation.id).order_by(Message.number)
            )
            return [await self._entry(session, message) for message in rows]

    async def say(self, conversation: Conversation, text: str, key: str | None) -> Entry:
        """Answer typed text; the same `key` gives the same answer once.

        Raises KeyReused, RasaUnavailable or TurnFailed; after the last two the message is kept.
        """
        return await self._ask(conversation, text, None, key, _hash("tekst", text))

    async def choose(self, conversation: Conversation, choice_id: str, key: str | None) -> Entry:
        """Answer a choice that this conversation was offered; raises as `say` does, or NotFound."""
        async with self._sessions() as session:
            choice = await session.get(Choice, choice_id)
        if choice is None or choice.conversation_id != conversation.id:
            raise NotFound(choice_id)
        return await self._ask(conversation, choice.label, choice.action, key, _hash("keuze", choice_id))

    async def rate(self, conversation: Conversation, message_id: str, useful: bool, remark: str | None) -> None:
        """Keep the visitor's rating of an answer, over an earlier one; NotFound for other messages."""
        async with self._sessions.begin() as session:
            message = await session.get(Message, message_id)
            if message is None or message.conversation_id != conversation.id or message.sender != ASSISTANT:
                raise NotFound(message_id)
            message.useful, message.remark = useful, remark

    async def delete(self, conversation_id: str, token: str) -> None:
        """Delete the conversation from every store.

        When Rasa cannot be reached its part stays until `catch_up` gets through; the texts here
        are gone at once, and RasaUnavailable or TurnFailed is raised to say so.
        """
        conversation = await self._find_even_deleted(conversation_id, token)
        async with self._lock(conversation.id):
            async with self._sessions.begin() as session:
                await session.execute(delete(Choice).where(Choice.conversation_id == conversation.id))
                await session.execute(delete(Message).where(Message.conversation_id == conversation.id))
                kept = await session.get(Conversation, conversation.id)
                if kept is None:
                    return
                kept.deletion_asked_at = datetime.now(UTC)
            await wipe_deleted(self._sessions)
            await self._finish_deletion(conversation.id)

    async def catch_up_forever(self) -> None:
        """Answer and delete what was left when Rasa was gone; runs until it is cancelled."""
        while True:
            try:
                await self.catch_up()
            except (RasaUnavailable, TurnFailed) as error:
                logger.warning("Work is waiting for Rasa: %s", error)
            except Exception:
                logger.exception("Catching up failed; it is tried again")
            await asyncio.sleep(CATCH_UP_SECONDS)

    async def catch_up(self) -> None:
        """Answer every message that has none and finish every deletion; raises when Rasa is gone."""
        async with self._sessions() as session:
            waiting = list(
                await session.scalars(
                    select(Conversation)
                    .join(Message, Message.conversation_id == Conversation.id)
                    .where(Message.answered.is_(False))
                    .distinct()
                )
            )
            leaving = list(
                await session.scalars(select(Conversation.id).where(Conversation.deletion_asked_at.is_not(None)))
            )
        for conversation in waiting:
            async with self._lock(conversation.id):
                await self._answer_waiting(conversation)
        for conversation_id in leaving:
            async with self._lock(conversation_id):
                await self._finish_deletion(conversation_id)

    async def _ask(
        self, conversation: Conversation, text: str, action: dict[str, Any] | None, key: str | None, body_hash: str
    ) -> Entry:
        async with self._lock(conversation.id):
            question = await self._earlier(conversation.id, key, body_hash) if key else None
            if question is None:
                question = await self._store_question(conversation.id, text, action, key, body_hash)
            await self._answer_waiting(conversation)
            async with self._sessions() as session:
                answer = await session.scalar(
                    select(Message).where(
                        Message.conversation_id == conversation.id, Message.number == question.number + 1
                    )
                )
                if answer is None:
                    raise NotFound(question.id)
                return await self._entry(session, answer)

    async def _earlier(self, conversation_id: str, key: str, body_hash: str) -> Message | None:
        async with self._sessions() as session:
            found = await session.scalar(
                select(Message).where(Message.conversation_id == conversation_id, Message.idempotency_key == key)
            )
        if found is not None and found.body_hash != body_hash:
            raise KeyReused(key)
        return found

    async def _store_question(
        self, conversation_id: str, text: str, action: dict[str, Any] | None, key: str | None, body_hash: str
    ) -> Message:
        async with self._sessions.begin() as session:
            last = await session.scalar(
                select(func.max(Message.number)).where(Message.conversation_id == conversation_id)
            )
            if last is None:
                raise NotFound(conversation_id)
            question = Message(
                id=str(uuid.uuid4()),
                conversation_id=conversation_id,
                number=last // 2 * 2 + 2,
                sender=VISITOR,
                text=text,
                created_at=datetime.now(UTC),
                action=action,
                idempotency_key=key,
                body_hash=body_hash,
                answered=False,
                sources=[],
            )
            session.add(question)
        return question

    async def _answer_waiting(self, conversation: Conversation) -> None:
        async with self._sessions() as session:
            waiting = list(
                await session.scalars(
                    select(Message)
                    .where(Message.conversation_id == conversation.id, Message.answered.is_(False))
                    .order_by(Message.number)
                )
            )
        for question in waiting:
            answer = await self._rasas_answer(conversation, question)
            async with self._sessions.begin() as session:
                await self._store_answer(session, conversation.id, question.number + 1, answer)
                (await session.get_one(Message, question.id)).answered = True

    async def _rasas_answer(self, conversation: Conversation, question: Message) -> Answer:
        metadata = {"kanaal": conversation.channel, "gemeente": conversation.municipality}
        try:
            return await self._rasa.answer(conversation.id, question.id, question.text, question.action, metadata)
        except TurnFailed:
            if not (await self._rasa.status())["actions"] or await self._attempts(question) < MOST_ATTEMPTS:
                raise
            logger.exception(
                "Message %s has no answer after %d attempts; the visitor is told", question.id, MOST_ATTEMPTS
            )
            return Answer("geen-antwoord", self._content.current.texts["fouten"]["onverwachte_fout"].tekst, [], [])

    async def _attempts(self, question: Message) -> int:
        async with self._sessions.begin() as session:
            message = await session.get_one(Message, question.id)
            message.attempts += 1
            return message.attempts

    async def _store_answer(self, session: AsyncSession, conversation_id: str, number: int, answer: Answer) -> Entry:
        topics = [self._content.current.guide.get(source) for source in answer.sources]
        message = Message(
            id=str(uuid.uuid4()),
            conversation_id=conversation_id,
            number=number,
            sender=ASSISTANT,
            text=answer.text,
            created_at=datetime.now(UTC),
            outcome=answer.outcome,
            sources=[_source(topic) for topic in topics if topic is not None],
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
                action=choice["doel"],
            )
            for position, choice in enumerate(answer.choices)
        ]
        session.add_all(choices)
        return Entry(message, choices)

    async def _entry(self, session: AsyncSession, message: Message) -> Entry:
        choices = await session.scalars(select(Choice).where(Choice.message_id == message.id).order_by(Choice.position))
        return Entry(message, list(choices))

    async def _finish_deletion(self, conversation_id: str) -> None:
        await self._rasa.forget(conversation_id)
        async with self._sessions.begin() as session:
            await session.execute(delete(Conversation).where(Conversation.id == conversation_id))
        await wipe_deleted(self._sessions)

    async def _find_even_deleted(self, conversation_id: str, token: str) -> Conversation:
        async with self._sessions() as session:
            conversation = await session.get(Conversation, conversation_id)
        if conversation is None or not hmac.compare_digest(conversation.token_hash, _hash(token)):
            raise NotFound(conversation_id)
        return conversation

    def _lock(self, conversation_id: str) -> asyncio.Lock:
        lock = self._locks.get(conversation_id)
        if lock is None:
            lock = self._locks[conversation_id] = asyncio.Lock()
        return lock


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _source(topic: Topic) -> dict[str, Any]:
    return {
        "id": topic.id,
        "titel": topic.titel,
        "hoofdstuk": topic.hoofdstuk.titel,
        "pagina": topic.pagina,
        "link": topic.link,
    }
