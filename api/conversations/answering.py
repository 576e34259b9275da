"""Asks Rasa for the answers to messages that are stored, and stores these: each once, in the order of the messages."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from api.conversations.deletion_words import DeletionWords
from api.conversations.errors import ANOTHER_TRY_SECONDS, AnswerDelayed, ConversationNotFound, NotStored
from api.conversations.message_drafts import MessageDrafts, is_hidden
from api.conversations.rasa_client import AheadOfStore, RasaClient, RasaError, TurnFailed
from api.conversations.sources import shown_sources
from api.conversations.turn_queue import Asker, TurnQueue, WaitedTooLong
from api.masking.masker import Masked, Masker
from api.store.conversations import ConversationStore
from api.store.records import Conversation, Reply, StoredMessage, StoredVisitorMessage
from api.telemetry.instruments import ANSWERS
from api.telemetry.municipalities import NONE, OTHER
from content.live import LiveContent
from contract.details import Details
from contract.intents import Intent
from contract.message import Choice, Goal, Outcome
from contract.turn import Origin, Turn

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 5

GIVE_NAME = Goal(Intent.GIVE_NAME, Details())
YES, NO = Goal(Intent.CONFIRM, Details()), Goal(Intent.DENY, Details())


@dataclass(frozen=True)
class Exchange:
    """A visitor's message as it is stored, without what is personal, and the answer to it.

    When the conversation was `deleted` by it neither is stored.
    """

    asked: StoredVisitorMessage
    answer: StoredMessage
    deleted: bool = False


class Answering:
    """What is done with a message once it is stored."""

    def __init__(
        self,
        store: ConversationStore,
        rasa: RasaClient,
        content: LiveContent,
        turns: TurnQueue,
        delivery_ways: Sequence[str],
        masker: Masker,
        deletion_words: DeletionWords,
        drafts: MessageDrafts,
    ) -> None:
        """As of `ConversationService`."""
        self._store = store
        self._rasa = rasa
        self._content = content
        self._turns = turns
        self._delivery_ways = tuple(delivery_ways)
        self._masker = masker
        self._deletion_words = deletion_words
        self._drafts = drafts

    async def answer(
        self,
        conversation: Conversation,
        asked: StoredVisitorMessage,
        unanswered: Sequence[StoredVisitorMessage],
        asker: Asker,
    ) -> Exchange:
        """Answer all that waits, in its order; gives the answer to `asked`, of before when it has one."""
        answer = None
        for message in unanswered:
            if message.hidden:
                continue
            try:
                reply = await self._reply(conversation, message, asker)
            except RasaError as error:
                raise await self._delayed(conversation, error) from error
            stored = await self._stored(conversation, message, reply)
            answer = stored if message.id == asked.id else answer
        return await self._there(asked, answer)

    async def answer_new(
        self,
        conversation: Conversation,
        asked: StoredVisitorMessage,
        store: Callable[[], Awaitable[object]],
        asker: Asker,
    ) -> Exchange:
        """As `answer`, of a message before which nothing waits; until `store` has ended Rasa only reads it.

        What `store` raises is raised, and nothing becomes of the message at Rasa.
        """
        ahead = AheadOfStore()
        replying = asyncio.create_task(self._reply(conversation, asked, asker, ahead=ahead))
        replying.add_done_callback(lambda _: ahead.may_be_stored.set())
        try:
            await ahead.may_be_stored.wait()
            await store()
            ahead.is_stored.set()
            reply = await replying
        except RasaError as error:
            raise await self._delayed(conversation, error) from error
        except BaseException:
            replying.cancel()
            await asyncio.gather(replying, return_exceptions=True)
            raise
        return await self._there(asked, await self._stored(conversation, asked, reply))

    async def answer_private(
        self, conversation: Conversation, asked: StoredVisitorMessage, typed: str, asker: Asker
    ) -> Exchange:
        """Answer what is not to stand in the conversation: a name for a document, or what is for a message to a person.

        Without Rasa nothing stays, not even that there was a message: it cannot be answered later.
        """
        masked = self._masker.mask(typed)
        try:
            reply = await self._reply(conversation, asked, asker, typed, masked.text)
        except RasaError as error:
            await self._store.withdraw(asked)
            raise NotStored(conversation.id) from error
        reworded = asked.hidden and not is_hidden(reply)
        if reworded:
            asked = replace(asked, text=masked.text, body_hash=hash_of(masked), hidden=False, left_out=kinds_of(masked))
        if asked.goal == GIVE_NAME:
            reply = _with_name(reply, typed)
        return await self._there(asked, await self._stored(conversation, asked, reply, reworded))

    async def answer_later(self, conversation: Conversation) -> None:
        """Answer what waits in a conversation of which nobody waits for the answer now; RasaError."""
        for asked in await self._store.unanswered(conversation.id):
            if not asked.hidden:
                reply = await self._reply(conversation, asked, Asker(conversation.id))
                await self._stored(conversation, asked, reply)

    async def _stored(
        self, conversation: Conversation, asked: StoredVisitorMessage, reply: Reply, reworded: bool = False
    ) -> StoredMessage | None:
        """Store the answer, which says what was left out of the message where that was not said before.

        `reworded` as of `ConversationStore.answer`.
        """
        if asked.left_out:
            told_before = await self._store.left_out_before(asked)
            new = [kind for kind in asked.left_out if kind not in told_before]
            reply = replace(reply, text=f"{reply.text}\n\n{self._left_out(new)}") if new else reply
        stored = await self._store.answer(asked, reply, reworded)
        if stored is not None:
            where = self._counted_as(conversation.municipality)
            ANSWERS.count(where, conversation.channel, reply.outcome.value, conversation.id)
        return stored

    def _counted_as(self, municipality: str | None) -> str:
        """The name of a municipality among the figures: of those with a file of their own."""
        municipalities = self._content.current.municipalities
        if municipality is None:
            return NONE
        return municipality if municipalities.own_file(municipalities.register.find(municipality)) else OTHER

    def _left_out(self, kinds: Sequence[str]) -> str:
        texts = self._content.current.texts["persoonsgegevens"]
        *all_but_last, last = (texts[kind].text for kind in kinds)
        told = f"{', '.join(all_but_last)} {texts['en'].text} {last}" if all_but_last else last
        return texts["niet_bewaard"].fill(wat=told)

    async def _there(self, asked: StoredVisitorMessage, answer: StoredMessage | None) -> Exchange:
        """The exchange, with the answer stored before where there is none; ConversationNotFound when that is gone."""
        answer = answer or await self._store.answer_to(asked)
        if answer is None:
            raise ConversationNotFound(asked.conversation_id)
        return Exchange(asked, answer)

    async def _reply(
        self,
        conversation: Conversation,
        asked: StoredVisitorMessage,
        asker: Asker,
        typed: str = "",
        masked_as: str = "",
        ahead: AheadOfStore | None = None,
    ) -> Reply:
        """What Rasa says; RasaError. After MOST_ATTEMPTS failures with all its parts there, that it went wrong.

        `typed` is what was typed where something else is stored in its place, `masked_as` that without personal data.
        `ahead` is given for a message that is not stored yet.
        """
        if asked.goal is None and self._deletion_words.asks(typed or asked.text):
            return self._is_it_sure()
        origin = Origin(conversation.channel, conversation.municipality or "", self._delivery_ways)
        key = await self._store.key_of(conversation.id)
        if key is None:  # another process has deleted it
            raise ConversationNotFound(conversation.id)
        turn = Turn(conversation.id, asked.id, asked.text, asked.goal, origin, conversation_key=key)
        if asked.hidden:
            turn = replace(turn, text=typed, hidden_as=asked.text, masked_as=masked_as)
        if ahead is not None and not self._turns.has_place_for(asker):
            ahead.may_be_stored.set()
        try:
            async with self._turns.place(asker) as seconds:
                answer = await self._rasa.answer(turn, seconds, ahead)
        except TurnFailed:
            if ahead is not None:
                await ahead.stored()
            status = await self._rasa.status()
            parts_are_there = status["actions"] and status["store"]
            if not parts_are_there or await self._store.count_attempt(asked) < MOST_ATTEMPTS:
                raise
            logger.exception("Message %s fails time after time; the visitor is told", asked.id)
            return Reply(Outcome.NO_ANSWER, self._content.current.texts["fouten"]["onverwachte_fout"].text)
        reply = Reply(
            answer.outcome,
            answer.text,
            answer.choices,
            shown_sources(answer.sources, self._content.current),
            answer.document,
            answer.asks_name,
            answer.asks_private,
        )
        if answer.message_for_person is None:
            return reply
        return await self._drafts.reply(conversation.id, answer.message_for_person, reply, typed)

    async def _delayed(self, conversation: Conversation, error: RasaError) -> AnswerDelayed:
        """What the visitor hears in the place of an answer: that the message is stored, which it is on the disk now."""
        await self._store.flush()
        seconds = error.seconds if isinstance(error, WaitedTooLong) else ANOTHER_TRY_SECONDS
        return AnswerDelayed(conversation.id, seconds)

    def _is_it_sure(self) -> Reply:
        texts = self._content.current.texts["wissen"]
        choices = [Choice(texts["ja"].text, YES), Choice(texts["nee"].text, NO)]
        return Reply(Outcome.CONVERSATION, texts["zeker"].text, choices, asks_deletion=True)


def _with_name(reply: Reply, name: str) -> Reply:
    """The reply with `name` in its document."""
    return replace(reply, document=reply.document.named(name)) if reply.document else reply


def hash_of(masked: Masked) -> str:
    """What tells a repeat from another text; nothing personal can be found out from it."""
    return hashed("tekst", masked.text)


def kinds_of(masked: Masked) -> tuple[str, ...]:
    """The kinds of personal data that were left out, by their names."""
    return tuple(kind.value for kind in masked.kinds)


def hashed(*parts: str) -> str:
    """A hash of texts that stay apart in it."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
