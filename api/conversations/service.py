"""The life of a conversation: opened, asked, answered exactly once, rated, deleted. The one way in for every channel.

Rasa reads a visitor's message while that is stored, and answers it after. When Rasa is gone it stays, and is answered
once Rasa is back: by the visitor's repeat, by the next message, or by `catch_up`.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import logging
import secrets
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from time import time
from typing import Any
from uuid import uuid4

from api.conversations import page_keys
from api.conversations.answering import GIVE_NAME, YES, Answering, Exchange, hash_of, hashed, kinds_of
from api.conversations.copy_for_visitor import copy_for_visitor
from api.conversations.deletion import Deletion
from api.conversations.deletion_words import DeletionWords
from api.conversations.errors import (
    ANOTHER_TRY_SECONDS,
    ChoiceNotFound,
    ConversationNotFound,
    DocumentNotFound,
    KeyReused,
    MessageNotFound,
    StillAnswering,
    UnknownMunicipality,
)
from api.conversations.incoming import usable_choice, usable_key, usable_municipality, usable_remark, usable_text
from api.conversations.locks import ConversationLocks
from api.conversations.message_drafts import MessageDrafts
from api.conversations.rasa_client import RasaClient, RasaUnavailable, TurnFailed
from api.conversations.results import result_of
from api.conversations.retention import Retention
from api.conversations.turn_queue import Asker, TurnQueue
from api.documents.file import Download, make_download
from api.limits.limiter import Limiter
from api.limits.senders import UNKNOWN, Sender
from api.masking.masker import Masker
from api.repeating import repeat
from api.store.channel_records import ConversationPlace
from api.store.conversations import ConversationStore, to_be_stored
from api.store.errors import LeaseHeld, Overtaken
from api.store.records import (
    Conversation,
    Reply,
    Standing,
    StoredMessage,
    StoredVisitorMessage,
    VisitorMessage,
)
from api.telemetry.instruments import CONVERSATIONS
from api.telemetry.message import MeasuredMessage, came_by
from content.guided_tools.commands import SteeringCommand, read_steering_words
from content.live import LiveContent
from content.municipalities.register import Municipality
from contract.details import Details
from contract.intents import Intent
from contract.message import Choice, Goal, Outcome

logger = logging.getLogger(__name__)

CATCH_UP_SECONDS = 2.0
LONGEST_TURN = timedelta(minutes=10)
"""After this nobody is answering a message any more, in any process: what it said and was not stored is gone."""

LONGEST_DRAFT = timedelta(hours=2)
"""How long a message for a person stays when it is neither sent nor given up."""

_NO_NAME = Goal(Intent.STEER_TOOL, Details(command=SteeringCommand.GO_ON.value))
_CHANNEL_OF_CLAIM = "web"
"""Until its conversation is read: who has a token came by the API."""


@dataclass(frozen=True)
class OpenedConversation:
    """A new conversation; `token` is known here for the only time."""

    conversation: Conversation
    token: str
    greeting: StoredMessage


@dataclass(frozen=True)
class Claim:
    """Who says to be in the conversation with this `id`: shows its token, or a page's key in its place."""

    id: str
    token: str


class ConversationService:
    """All work on conversations; one message of a conversation is under way at a time."""

    def __init__(
        self,
        store: ConversationStore,
        rasa: RasaClient,
        content: LiveContent,
        turns: TurnQueue,
        delivery_ways: Sequence[str],
        longest_text: int,
        masker: Masker,
        retention: Retention,
        deletion_words: DeletionWords,
        limiter: Limiter,
    ) -> None:
        """`delivery_ways` as of `api.delivery.ways`; `longest_text` is how many characters a message may have.

        What `masker` finds is left out of all that is typed before it is stored or passed on, but for what is for a
        message to a person and for a name in a document, which have a way of their own.
        """
        self._store = store
        self._content = content
        self._turns = turns
        self._longest_text = longest_text
        self._masker = masker
        self._retention = retention
        self._deletion_words = deletion_words
        self._limiter = limiter
        self._drafts = MessageDrafts(store, content)
        self._answering = Answering(store, rasa, content, turns, delivery_ways, masker, deletion_words, self._drafts)
        self._words = read_steering_words()
        self._locks = ConversationLocks()
        self.deletion = Deletion(store.removal, rasa, self._locks, retention)

    async def open(
        self,
        channel: str,
        municipality: str | None,
        sender: Sender = UNKNOWN,
        place: ConversationPlace | None = None,
    ) -> OpenedConversation:
        """Open a conversation with a greeting; UnknownMunicipality for a name not in the register, or LimitReached.

        With a `place` it is found again by that, and nobody needs its token; EventDropped when the event that opens it
        there waits no longer.
        """
        if municipality is not None:
            municipality = self._municipality(municipality).slug
        await self._limiter.opening(sender)
        token = secrets.token_urlsafe(32)
        async with self._turns.entrance(Asker("", sender.network)):
            conversation, greeting = await self._store.open(
                hashed(token), channel, municipality, self.greeting(municipality), place
            )
        CONVERSATIONS.labels(channel).inc()
        return OpenedConversation(conversation, token, greeting)

    def greeting(self, municipality: str | None) -> Reply:
        """What opens a conversation, with the choices it offers; UnknownMunicipality as `open`."""
        now = self._content.current
        own = now.municipalities.own_file(self._municipality(municipality)) if municipality else None
        greeting = now.texts["gesprek"]["begroeting"]
        topics = [now.guide.topics[topic] for topic in greeting.topics]
        choices = [Choice(topic.question, Goal(Intent.CHOOSE_TOPIC, Details(topic=topic.id))) for topic in topics]
        return Reply(Outcome.CONVERSATION, (own and own.greeting) or greeting.text, choices)

    async def find(self, conversation_id: str, token: str) -> Conversation:
        """The conversation with this id and token, or a page's key in its place.

        ConversationNotFound otherwise, or when it is being deleted.
        """
        conversation = await self._store.find(conversation_id)
        if conversation is None or conversation.being_deleted:
            raise ConversationNotFound(conversation_id)
        self._check(conversation, token)
        return conversation

    async def opened_by_link(self, conversation_id: str, what: str, key: str) -> tuple[Conversation, str]:
        """The conversation and the name of what the key of a link opens in it; ConversationNotFound."""
        conversation = await self._store.find(conversation_id)
        name = page_keys.opened_by(conversation, what, key, time()) if conversation else None
        if conversation is None or conversation.being_deleted or name is None:
            raise ConversationNotFound(conversation_id)
        return conversation, name

    async def municipality_of(self, conversation_id: str) -> str | None:
        """For which municipality the conversation was opened, if for one; ConversationNotFound."""
        conversation = await self._store.find(conversation_id)
        if conversation is None:
            raise ConversationNotFound(conversation_id)
        return conversation.municipality

    async def history(self, conversation: Conversation) -> list[StoredMessage]:
        """All messages so far, each answer after its question."""
        return await self._store.history(conversation.id)

    async def check(self, text: str, sender: Sender) -> None:
        """Raise what `say` would before it stores anything; for who opens a conversation only to say this."""
        usable_text(text, self._longest_text)
        self._turns.admit(Asker("", sender.network))
        await self._limiter.check_message(sender)

    def is_yes_to_deletion(self, text: str) -> bool:
        """Whether `text` would delete a conversation that has asked whether it is to be deleted."""
        return self._deletion_words.agrees(text)

    async def part(self, conversation: Conversation, before: int, most: int) -> list[StoredMessage]:
        """The last `most` messages with a number below `before`, in their order."""
        return await self._store.part(conversation.id, before, most)

    async def say(self, who: Conversation | Claim, text: str, key: str | None, sender: Sender = UNKNOWN) -> Exchange:
        """Answer typed text; the same `key` gives the same answer once.

        Raises UnusableText, UnusableKey, LimitReached, KeyReused, NotStored or TryLater; or AnswerDelayed, and the
        message is stored; or ConversationNotFound. A yes to the question whether the conversation is to be deleted
        deletes it, as `delete` does.
        """
        text, key = usable_text(text, self._longest_text), usable_key(key)
        async with self._turn(who, sender) as asker:
            standing = await self._standing(who, asker, key, sender, plain=not self._masker.may_go_on(text))
            message = self._to_be_stored(standing, text, key)
            is_new = standing.repeated is None  # a repeat of the question itself is no yes to it
            if is_new and standing.asks_deletion and self._deletion_words.agrees(text):
                return await self._deleted(standing.conversation, message.text)
            if message.goal != GIVE_NAME and not message.hidden:
                return await self._answered(standing, message, asker)
            asked, unanswered = await self._add_once(standing, message)
            if asked in unanswered:
                return await self._answering.answer_private(standing.conversation, asked, text, asker)
            return await self._answering.answer(standing.conversation, asked, unanswered, asker)

    async def choose(
        self, who: Conversation | Claim, choice_id: str, key: str | None, sender: Sender = UNKNOWN
    ) -> Exchange:
        """Answer a choice that this conversation was offered; raises as `say` does, or ChoiceNotFound."""
        choice_id, key = usable_choice(choice_id), usable_key(key)
        async with self._turn(who, sender) as asker:
            standing = await self._standing(who, asker, key, sender, choice_id)
            chosen = standing.chosen
            if chosen is None:
                raise ChoiceNotFound(choice_id)
            if chosen.goal == YES and chosen.asked_deletion:
                return await self._deleted(standing.conversation, chosen.label)
            message = VisitorMessage(chosen.label, chosen.goal, key, hashed("keuze", choice_id))
            return await self._answered(standing, message, asker)

    async def pursue(
        self, conversation: Conversation, text: str, goal: Goal, key: str | None, sender: Sender = UNKNOWN
    ) -> Exchange:
        """Answer what was not offered in this conversation, such as a topic from a list of a channel's own.

        `text` is what the visitor is taken to have said; it is cleaned and masked as typed text. Raises as `say` does.
        """
        masked, key = self._masker.mask(usable_text(text, self._longest_text)), usable_key(key)
        body_hash = hashed("doel", json.dumps(goal.to_json(), sort_keys=True), masked.text)
        async with self._turn(conversation, sender) as asker:
            standing = await self._standing(conversation, asker, key, sender)
            message = VisitorMessage(masked.text, goal, key, body_hash, left_out=kinds_of(masked))
            return await self._answered(standing, message, asker)

    async def message(self, conversation: Conversation, message_id: str) -> StoredMessage:
        """One message of the conversation; MessageNotFound."""
        found = await self._store.message(conversation.id, message_id)
        if found is None:
            raise MessageNotFound(message_id)
        return found

    async def goals(self, conversation: Conversation, message_id: str) -> dict[str, Goal]:
        """What each choice of a message does, by its id."""
        return await self._store.goals(conversation.id, message_id)

    async def offered_by(self, conversation: Conversation, choice_id: str) -> str:
        """The id of the message that offered this choice; ChoiceNotFound as `choose`."""
        found = await self._store.offered_by(conversation.id, usable_choice(choice_id))
        if found is None:
            raise ChoiceNotFound(choice_id)
        return found

    async def document(self, conversation: Conversation, document_id: str) -> Download:
        """A document of this conversation as a file; DocumentNotFound for any other."""
        found = await self._store.document(conversation.id, document_id)
        if found is None:
            raise DocumentNotFound(document_id)
        municipalities = self._content.current.municipalities
        own = municipalities.own_file(municipalities.register.find(found.document.municipality))
        return await asyncio.to_thread(make_download, found.document, found.media_type, own.colour if own else "")

    async def rate(self, conversation: Conversation, message_id: str, useful: bool, remark: str | None) -> None:
        """Store the visitor's rating of an answer, over an earlier one; RemarkTooLong, or MessageNotFound."""
        remark = usable_remark(remark)
        remark = self._masker.mask(remark).text if remark else remark
        if not await self._store.rate(conversation.id, message_id, useful, remark):
            raise MessageNotFound(message_id)

    async def delete(self, conversation_id: str, token: str) -> None:
        """Delete the conversation from every store.

        When Rasa cannot be reached its part stays until `catch_up` gets through; so does what another
        program that reads the database keeps in its log. DeletionPutOff is raised to say so.
        """
        conversation = await self._store.find(conversation_id)
        if conversation is None:
            raise ConversationNotFound(conversation_id)
        self._check(conversation, token)
        await self.erase(conversation)

    async def erase(self, conversation: Conversation) -> None:
        """Delete a conversation that was opened or found, as `delete` does; DeletionPutOff."""
        async with self._locks.of(conversation.id):
            await self.deletion.delete(conversation.id)

    async def _deleted(self, conversation: Conversation, text: str) -> Exchange:
        """Delete the conversation of the running turn; what was said last is in no store."""
        await self.deletion.delete(conversation.id)
        told = self._content.current.texts["wissen"]["gewist"].text
        asked = StoredVisitorMessage(str(uuid4()), conversation.id, 0, text, None, "")
        answer = StoredMessage.unstored(str(uuid4()), conversation.id, told, Outcome.CONVERSATION)
        return Exchange(asked, answer, deleted=True)

    async def copy(self, conversation: Conversation) -> dict[str, Any]:
        """All that is stored of the conversation, as `copy_for_visitor`; ConversationNotFound when it is gone."""
        messages = await self._store.history(conversation.id)
        if not messages:
            raise ConversationNotFound(conversation.id)
        return copy_for_visitor(conversation, messages, self.last_day(messages))

    def last_day(self, messages: Sequence[StoredMessage]) -> date:
        """The day on which a conversation with these messages goes, when nothing more is said."""
        return self._retention.last_day(messages[-1].created_at)

    async def catch_up_forever(self) -> None:
        """Answer and delete what was put off when Rasa was gone; runs until it is cancelled."""
        await repeat(self._catch_up_if_rasa_is_there, CATCH_UP_SECONDS, "Catching up")

    async def _catch_up_if_rasa_is_there(self) -> None:
        try:
            await self.catch_up()
        except RasaUnavailable as error:
            logger.warning("Work is waiting for Rasa: %s", error)

    async def catch_up(self) -> None:
        """Forget what was not sent, answer every message that has no answer, and finish every deletion.

        RasaUnavailable ends it; one conversation that fails does not keep the others waiting.
        """
        if self._turns.is_closed:
            return
        now = datetime.now(UTC)
        await self._store.removal.forget_drafts(now - LONGEST_DRAFT)
        await self._store.removal.withdraw_hidden(now - LONGEST_TURN)
        for conversation in await self._store.conversations_without_answer():
            try:
                async with self._locks.of(conversation.id), self._store.leases.hold(conversation.id, 0.0):
                    await self._answering.answer_later(conversation)
            except TurnFailed as error:
                logger.warning("Conversation %s still waits for its answer: %s", conversation.id, error)
            except LeaseHeld:  # by another door, which answers what waits
                continue
        await self.deletion.finish()

    @contextlib.asynccontextmanager
    async def _turn(self, who: Conversation | Claim, sender: Sender) -> AsyncIterator[Asker]:
        """The one piece of work on this conversation; StillAnswering when those before it take too long."""
        asker = Asker(who.id, sender.network)
        channel = who.channel if isinstance(who, Conversation) else _CHANNEL_OF_CLAIM
        with MeasuredMessage(channel, result_of):
            async with self._locks.hold(who.id, self._turns.longest_wait):
                with self._turns.message(asker):
                    async with self._turns.entrance(asker), self._lease(who.id):
                        yield asker

    @contextlib.asynccontextmanager
    async def _lease(self, conversation_id: str) -> AsyncIterator[None]:
        """What keeps other doors from this conversation; StillAnswering as `_turn`."""
        try:
            async with self._store.leases.hold(conversation_id, self._turns.longest_wait):
                yield
        except LeaseHeld as error:
            raise StillAnswering(ANOTHER_TRY_SECONDS) from error

    async def _standing(
        self,
        who: Conversation | Claim,
        asker: Asker,
        key: str | None,
        sender: Sender,
        choice_id: str | None = None,
        plain: bool = False,
    ) -> Standing:
        """Where the conversation stands for a message; TryLater or LimitReached when that must not come in.

        A repeat always may, for free: a message is counted before anything is done with its text, and only once,
        however often it is sent under its key. Without one it cannot be a repeat, so that refusing it reads nothing.
        What is `plain` has no use for what was typed before.
        """
        if key is None:
            await self._let_in(asker, sender)
        if plain:
            standing = await self._store.plain_standing(who.id, key)
        else:
            standing = await self._store.standing(who.id, key, choice_id)
        if standing is None:  # or deleted while this message waited for its turn
            raise ConversationNotFound(who.id)
        came_by(standing.conversation.channel)
        if isinstance(who, Claim):
            self._check(standing.conversation, who.token)
        if key is not None and standing.repeated is None:
            await self._let_in(asker, sender)
        return standing

    async def _let_in(self, asker: Asker, sender: Sender) -> None:
        self._turns.admit(asker)
        await self._limiter.message(sender, asker.conversation)

    async def _answered(self, standing: Standing, message: VisitorMessage, asker: Asker) -> Exchange:
        """The answer to what is not private; where nothing is before it Rasa reads it while it is stored."""
        if standing.repeated is None and not standing.unanswered:
            asked, store = to_be_stored(standing, message), partial(self._add, standing, message)
            return await self._answering.answer_new(standing.conversation, asked, store, asker)
        asked, unanswered = await self._add_once(standing, message)
        return await self._answering.answer(standing.conversation, asked, unanswered, asker)

    async def _add(self, standing: Standing, message: VisitorMessage) -> StoredVisitorMessage:
        """Store it; StillAnswering when another process takes one in."""
        try:
            return await self._store.add(standing, message)
        except Overtaken as error:
            raise StillAnswering(ANOTHER_TRY_SECONDS) from error

    async def _add_once(
        self, standing: Standing, message: VisitorMessage
    ) -> tuple[StoredVisitorMessage, Sequence[StoredVisitorMessage]]:
        """Store the message, or find it where its key came before; and all that waits for an answer now.

        KeyReused when the key came with another message, StillAnswering as `_add`.
        """
        repeated = standing.repeated
        if repeated is None:
            added = await self._add(standing, message)
            return added, [*standing.unanswered, added]
        if repeated.body_hash != message.body_hash:
            raise KeyReused(message.key)
        return repeated, standing.unanswered

    def _to_be_stored(self, standing: Standing, text: str, key: str | None) -> VisitorMessage:
        """The message that is stored for what was typed: something in its place where it is private, or may be."""
        before = standing.repeated
        may_be_private = standing.asks_private or any(message.hidden for message in standing.unanswered)
        if before.hidden if before is not None else may_be_private:
            return self._drafts.hidden(key)
        name_asked = standing.asks_name or (before is not None and before.goal == GIVE_NAME)
        if name_asked and self._words.is_name(text) and not self._deletion_words.asks(text):
            return self._hidden_name(key)
        goal = _NO_NAME if name_asked and self._words.refuses_name(text) else None
        masked = by_itself = self._masker.mask(text)
        if before is None and self._masker.may_go_on(text):
            masked = self._masker.mask(text, standing.typed_before)
        return VisitorMessage(masked.text, goal, key, hash_of(by_itself), left_out=kinds_of(masked))

    def _hidden_name(self, key: str | None) -> VisitorMessage:
        """What is stored in the place of a name, which stands in the document alone."""
        hidden = self._content.current.texts["tool"]["naam_verborgen"].text
        return VisitorMessage(hidden, GIVE_NAME, key, hashed("tekst", hidden))

    def _check(self, conversation: Conversation, token: str) -> None:
        """ConversationNotFound when the token, or a page's key in its place, is not that of the conversation."""
        is_token = hmac.compare_digest(conversation.token_hash, hashed(token))
        if not is_token and not page_keys.opens(conversation, token, time()):
            raise ConversationNotFound(conversation.id)

    def _municipality(self, name: str) -> Municipality:
        found = self._content.current.municipalities.called(usable_municipality(name))
        if found is None:
            raise UnknownMunicipality(name)
        return found
