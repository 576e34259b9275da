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
import weakref
from dataclasses import dataclass, replace
from typing import Any

from api.conversations.errors import (
    AnswerDelayed,
    ChoiceNotFound,
    ConversationNotFound,
    DeletionPutOff,
    DocumentNotFound,
    KeyReused,
    MessageNotFound,
    UnknownMunicipality,
)
from api.conversations.incoming import usable_choice, usable_key, usable_remark, usable_text
from api.conversations.rasa_client import RasaClient, RasaError, RasaUnavailable, TurnFailed
from api.delivery.handover import Handover
from api.documents.file import Made, make
from api.store.conversations import ConversationStore, Entry, Left, Question, Spoken
from api.store.tables import Conversation, Message
from content.guided_tools.commands import GO_ON, read_words
from content.live import Content, LiveContent
from content.municipalities.register import Gemeente

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5
CATCH_UP_SECONDS = 2.0
_GIVE_NAME = {"intent": "tool_naam", "gids": {}}
_NO_NAME = {"intent": "tool_opdracht", "gids": {"opdracht": GO_ON}}


@dataclass(frozen=True)
class Opened:
    """A new conversation; `token` is known here for the only time."""

    id: str
    token: str
    greeting: Entry


class ConversationService:
    """All work on conversations; one message of a conversation is under way at a time."""

    def __init__(
        self, store: ConversationStore, rasa: RasaClient, content: LiveContent, handover: Handover, longest_text: int
    ) -> None:
        """`longest_text` is how many characters a typed message may have."""
        self._store = store
        self._longest_text = longest_text
        self._handover = handover
        self._rasa = rasa
        self._content = content
        self._words = read_words()
        self._locks: weakref.WeakValueDictionary[str, asyncio.Lock] = weakref.WeakValueDictionary()

    async def open(self, channel: str, municipality: str | None) -> Opened:
        """Open a conversation with a greeting; UnknownMunicipality for a name that is not in the register."""
        if municipality is not None:
            municipality = self._municipality(municipality).slug
        token = secrets.token_urlsafe(32)
        conversation_id, greeting = await self._store.open(
            _hash(token), channel, municipality, self.greeting(municipality)
        )
        return Opened(conversation_id, token, greeting)

    def greeting(self, municipality: str | None) -> Spoken:
        """What opens a conversation, with the choices it offers; UnknownMunicipality as `open`."""
        now = self._content.current
        own = now.municipalities.own_file(self._municipality(municipality)) if municipality else None
        greeting = now.texts["gesprek"]["begroeting"]
        topics = [now.guide.topics[topic] for topic in greeting.keuzes]
        choices = [
            {"label": topic.vraag, "doel": {"intent": "kies_onderwerp", "gids": {"onderwerp": topic.id}}}
            for topic in topics
        ]
        return Spoken("gesprek", (own and own.greeting) or greeting.tekst, choices, [])

    async def find(self, conversation_id: str, token: str) -> Conversation:
        """The conversation with this id and token; ConversationNotFound otherwise, or when it is being deleted."""
        conversation = await self._find_even_deleted(conversation_id, token)
        if conversation.deletion_asked_at is not None:
            raise ConversationNotFound(conversation_id)
        return conversation

    async def municipality_of(self, conversation_id: str) -> str | None:
        """For which municipality the conversation was opened, if for one; ConversationNotFound."""
        conversation = await self._store.find(conversation_id)
        if conversation is None:
            raise ConversationNotFound(conversation_id)
        return conversation.municipality

    async def history(self, conversation: Conversation) -> list[Entry]:
        """All messages so far, each answer after its question."""
        return await self._store.history(conversation.id)

    async def say(self, conversation: Conversation, text: str, key: str | None) -> Entry:
        """Answer typed text; the same `key` gives the same answer once.

        Raises UnusableText, UnusableKey, KeyReused or AnswerDelayed; after the last the message is stored.
        """
        text, key = usable_text(text, self._longest_text), usable_key(key)
        action = None
        if await self._store.asks_name(conversation.id) or await self._was_name(conversation, key):
            if self._words.is_name(text):
                return await self._put_name(conversation, text, key)
            action = _NO_NAME if self._words.refuses_name(text) else None
        return await self._ask(conversation, Question(text, action, key, _hash("tekst", text)))

    async def choose(self, conversation: Conversation, choice_id: str, key: str | None) -> Entry:
        """Answer a choice that this conversation was offered; raises as `say` does, or ChoiceNotFound."""
        choice_id, key = usable_choice(choice_id), usable_key(key)
        choice = await self._store.find_choice(choice_id)
        if choice is None or choice.conversation_id != conversation.id:
            raise ChoiceNotFound(choice_id)
        return await self._ask(conversation, Question(choice.label, choice.action, key, _hash("keuze", choice_id)))

    async def document(self, conversation: Conversation, document_id: str) -> Made:
        """A document of this conversation as a file; DocumentNotFound for any other."""
        found = await self._store.document(conversation.id, document_id)
        if found is None:
            raise DocumentNotFound(document_id)
        municipalities = self._content.current.municipalities
        own = municipalities.own_file(municipalities.register.find(found.content.get("gemeente") or "-"))
        return await asyncio.to_thread(make, found.content, found.media_type, own.colour if own else "")

    async def rate(self, conversation: Conversation, message_id: str, useful: bool, remark: str | None) -> None:
        """Store the visitor's rating of an answer, over an earlier one; RemarkTooLong, or MessageNotFound."""
        remark = usable_remark(remark)
        if not await self._store.rate(conversation.id, message_id, useful, remark):
            raise MessageNotFound(message_id)

    async def delete(self, conversation_id: str, token: str) -> None:
        """Delete the conversation from every store.

        When Rasa cannot be reached its part stays until `catch_up` gets through; the texts here
        are gone at once, and DeletionPutOff is raised to say so.
        """
        conversation = await self._find_even_deleted(conversation_id, token)
        async with self._lock(conversation.id):
            await self._store.wipe(conversation.id)
            try:
                await self._finish_deletion(conversation.id)
            except RasaError as error:
                raise DeletionPutOff from error

    async def catch_up_forever(self) -> None:
        """Answer and delete what was left when Rasa was gone; runs until it is cancelled."""
        while True:
            try:
                await self.catch_up()
            except RasaUnavailable as error:
                logger.warning("Work is waiting for Rasa: %s", error)
            except Exception:
                logger.exception("Catching up failed; it is tried again")
            await asyncio.sleep(CATCH_UP_SECONDS)

    async def catch_up(self) -> None:
        """Answer every message that has none and finish every deletion.

        RasaUnavailable ends it; one conversation that fails does not keep the others waiting.
        """
        for conversation in await self._store.waiting():
            async with self._lock(conversation.id):
                try:
                    await self._answer_waiting(conversation)
                except TurnFailed as error:
                    logger.warning("Conversation %s still waits for its answer: %s", conversation.id, error)
        for conversation_id in await self._store.leaving():
            async with self._lock(conversation_id):
                try:
                    await self._finish_deletion(conversation_id)
                except TurnFailed as error:
                    logger.warning("Conversation %s is not wholly deleted yet: %s", conversation_id, error)

    async def _ask(self, conversation: Conversation, question: Question) -> Entry:
        async with self._lock(conversation.id):
            asked = await self._asked_before(conversation.id, question)
            if asked is None:
                asked = await self._store.add_question(conversation.id, question)
            if asked is None:  # the conversation was deleted while this message waited for its turn
                raise ConversationNotFound(conversation.id)
            try:
                await self._answer_waiting(conversation)
            except RasaError as error:
                raise AnswerDelayed from error
            answer = await self._store.answer_to(asked)
        if answer is None:
            raise ConversationNotFound(conversation.id)
        return answer

    async def _was_name(self, conversation: Conversation, key: str | None) -> bool:
        """Whether the message with this key was a name: its repeat must get the same answer."""
        before = await self._store.question_by_key(conversation.id, key) if key is not None else None
        return before is not None and before.action == _GIVE_NAME

    async def _put_name(self, conversation: Conversation, name: str, key: str | None) -> Entry:
        """Make the document anew with a name in it; the name is kept in the document alone.

        Without Rasa nothing is kept, not even that there was a message: it cannot be answered later.
        """
        hidden = self._content.current.texts["tool"]["naam_verborgen"].tekst
        question = Question(hidden, _GIVE_NAME, key, _hash("tekst", hidden))
        async with self._lock(conversation.id):
            asked = await self._asked_before(conversation.id, question)
            answer = await self._store.answer_to(asked) if asked else None
            if answer is None:
                asked = await self._store.add_question(conversation.id, question)
                if asked is None:
                    raise ConversationNotFound(conversation.id)
                try:
                    spoken = await self._rasas_answer(conversation, asked)
                except RasaError as error:
                    await self._store.withdraw(asked)
                    raise AnswerDelayed from error
                await self._store.answer(asked, with_name(spoken, name))
                answer = await self._store.answer_to(asked)
        if answer is None:
            raise ConversationNotFound(conversation.id)
        return answer

    async def _asked_before(self, conversation_id: str, question: Question) -> Message | None:
        if question.key is None:
            return None
        found = await self._store.question_by_key(conversation_id, question.key)
        if found is not None and found.body_hash != question.body_hash:
            raise KeyReused(question.key)
        return found

    async def _answer_waiting(self, conversation: Conversation) -> None:
        for question in await self._store.unanswered(conversation.id):
            await self._store.answer(question, await self._rasas_answer(conversation, question))

    async def _rasas_answer(self, conversation: Conversation, question: Message) -> Spoken:
        metadata = {
            "kanaal": conversation.channel,
            "gemeente": conversation.municipality,
            "overdracht": self._handover.ways,
        }
        try:
            answer = await self._rasa.answer(conversation.id, question.id, question.text, question.action, metadata)
        except TurnFailed:
            parts_are_there = (await self._rasa.status())["actions"]
            if not parts_are_there or await self._store.count_attempt(question) < MOST_ATTEMPTS:
                raise
            logger.exception("Message %s fails time after time; the visitor is told", question.id)
            return Spoken("geen-antwoord", self._content.current.texts["fouten"]["onverwachte_fout"].tekst, [], [])
        found = (_source(source, self._content.current) for source in answer.sources)
        sources = [source for source in found if source is not None]
        left = Left(**answer.left) if answer.left else None
        return Spoken(
            answer.outcome, answer.text, answer.choices, sources, left, answer.document, asks_name=answer.asks_name
        )

    async def _finish_deletion(self, conversation_id: str) -> None:
        await self._rasa.forget(conversation_id)
        await self._store.remove(conversation_id)

    async def _find_even_deleted(self, conversation_id: str, token: str) -> Conversation:
        conversation = await self._store.find(conversation_id)
        if conversation is None or not hmac.compare_digest(conversation.token_hash, _hash(token)):
            raise ConversationNotFound(conversation_id)
        return conversation

    def _municipality(self, name: str) -> Gemeente:
        found = self._content.current.municipalities.called(name)
        if found is None:
            raise UnknownMunicipality(name)
        return found

    def _lock(self, conversation_id: str) -> asyncio.Lock:
        lock = self._locks.get(conversation_id)
        if lock is None:
            lock = self._locks[conversation_id] = asyncio.Lock()
        return lock


def with_name(answer: Spoken, name: str) -> Spoken:
    """The answer with `name` in its document."""
    document = answer.document
    if document is None:
        return answer
    return replace(answer, document={**document, "naam": {"kop": document["naam_kop"], "tekst": name}})


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _source(source: str, content: Content) -> dict[str, Any] | None:
    """Where an answer comes from, as the API shows it; None when the content has it no more."""
    kind, _, name = source.partition("/")
    if kind == "gemeente":
        one = content.municipalities.register.find(name)
        if one is None:
            return None
        return {"id": source, "titel": one.naam, "hoofdstuk": None, "pagina": None, "link": None}
    topic = content.guide.get(source)
    if topic is None:
        return None
    return {
        "id": topic.id,
        "titel": topic.titel,
        "hoofdstuk": topic.hoofdstuk.titel,
        "pagina": topic.pagina,
        "link": topic.link,
    }
