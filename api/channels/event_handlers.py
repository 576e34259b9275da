"""What is done for each event, by the conversation service; and what is to be sent for it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from api.channels.commands import TypedCommands, act_of, is_command
from api.channels.event_json import Payload
from api.channels.events import (
    AccessWithdrawn,
    Act,
    Arrived,
    Chosen,
    CopyWanted,
    DeletionWanted,
    MessageTyped,
    Rated,
    TipsWanted,
    ToolBegun,
    ToolFilledIn,
    TopicChosen,
    Unreadable,
)
from api.channels.intake import sender_of
from api.channels.outbox_messages import Answer, Copy, OutboxMessage, OwnText
from api.channels.tips import next_monday
from api.channels.workspaces import Workspaces
from api.conversations.answering import Exchange
from api.conversations.errors import (
    ChoiceNotFound,
    ConversationError,
    DeletionPutOff,
    MessageNotFound,
    NotStored,
    UnusableText,
)
from api.conversations.service import ConversationService
from api.problems import problem_of
from api.store.channel_events import ChannelEvents
from api.store.channel_outbox import ChannelOutbox
from api.store.channel_records import ConversationPlace, StoredEvent
from api.store.channel_talks import ChannelTalks
from api.store.channel_tips import ChannelTips
from api.store.records import Conversation
from content.dutch_dates import date_in_words
from content.guided_tools.commands import read_steering_words
from content.guided_tools.form import form_answers
from content.live import LiveContent
from contract.details import Details
from contract.intents import Intent
from contract.message import Goal


@dataclass(frozen=True)
class ChannelStores:
    """All that is stored for the channels beside the conversations."""

    events: ChannelEvents
    outbox: ChannelOutbox
    talks: ChannelTalks
    tips: ChannelTips


@dataclass(frozen=True)
class Handled:
    """What is to be sent for an event, in its order; to go with a conversation, where it belongs to one."""

    to_send: tuple[OutboxMessage, ...] = ()
    conversation_id: str | None = None


class EventHandlers:
    """One method for each kind of event. Done again after a crash, each gives the same and does nothing twice."""

    def __init__(
        self,
        stores: ChannelStores,
        service: ConversationService,
        content: LiveContent,
        commands: TypedCommands,
        workspaces: Workspaces,
        longest_text: int,
        now: Callable[[], datetime],
    ) -> None:
        """`longest_text` is how many characters a message may have; `now` gives the moment, in UTC."""
        self._stores = stores
        self._service = service
        self._content = content
        self._commands = commands
        self._workspaces = workspaces
        self._longest_text = longest_text
        self._now = now
        self._steering = read_steering_words()

    async def handle(self, event: StoredEvent, payload: Payload) -> Handled:
        """Work on the event. Raises PutOff, TryLater, LimitReached or StoreUnavailable when it has to be later."""
        if event.conversation_deleted and self._may_delete(payload.act):  # it has, before the assistant was stopped
            return await self._deleted(event, payload.act.message_reference if isinstance(payload.act, Chosen) else "")
        try:
            return await self._handle(event, payload, payload.act)
        except (NotStored, UnusableText, DeletionPutOff) as error:
            return _told_of(error)
        except (ChoiceNotFound, MessageNotFound):
            return Handled((OwnText(("kanalen/keuze_weg",)),))

    def _may_delete(self, act: Act) -> bool:
        """Whether it can be the yes to the question whether the conversation is to be deleted."""
        return isinstance(act, Chosen) or (isinstance(act, MessageTyped) and self._service.is_yes_to_deletion(act.text))

    async def _handle(self, event: StoredEvent, payload: Payload, act: Act) -> Handled:
        match act:
            case MessageTyped():
                return await self._typed(event, payload, act)
            case Chosen():
                return await self._chosen(event, payload, act)
            case TopicChosen() | ToolBegun():
                return await self._from_list(event, payload, act)
            case ToolFilledIn():
                return await self._filled_in(event, payload, act)
            case Rated():
                return await self._rated(event, act)
            case Arrived():
                return await self._arrived(event, payload)
            case DeletionWanted():
                return await self._deletion(event, act)
            case CopyWanted():
                found = await self._stores.talks.find(event.place)
                return Handled((Copy(),), found.id) if found else Handled((OwnText(("kanalen/weet_niets",)),))
            case TipsWanted():
                return await self._tips(event, payload, act)
            case Unreadable():
                return self._unreadable(act)
            case AccessWithdrawn():
                return await self._withdrawn(event)

    async def _typed(self, event: StoredEvent, payload: Payload, message: MessageTyped) -> Handled:
        if self._commands.asks_about_me(message.text):
            return await self._about_me(event)
        if (act := self._commands.act(message.text)) is not None:
            return await self._handle(event, payload, act)
        conversation = await self._conversation(event, payload)
        exchange = await self._service.say(conversation, message.text, event.name, sender_of(event.where, True))
        return await self._answered(event, conversation, exchange)

    async def _chosen(self, event: StoredEvent, payload: Payload, chosen: Chosen) -> Handled:
        if is_command(chosen.choice_id):
            return await self._command(event, payload, chosen)
        conversation = await self._stores.talks.find(event.place)
        if conversation is None:
            raise ChoiceNotFound(chosen.choice_id)
        await self._stores.events.begin(event.number, conversation.id)
        offered_by = await self._service.offered_by(conversation, chosen.choice_id)
        exchange = await self._service.choose(conversation, chosen.choice_id, event.name, sender_of(event.where, True))
        if exchange.deleted:
            return await self._deleted(event, chosen.message_reference)
        done = await self._answered(event, conversation, exchange)
        if not chosen.message_reference:
            return done
        marked = Answer(offered_by, chosen.message_reference, exchange.asked.text)
        return replace(done, to_send=(marked, *done.to_send))

    async def _command(self, event: StoredEvent, payload: Payload, chosen: Chosen) -> Handled:
        act = act_of(chosen.choice_id)
        if act is None:
            return Handled((OwnText(("kanalen/niets_gewist",), replaces=chosen.message_reference),))
        if isinstance(act, DeletionWanted):
            return await self._deletion(event, act, chosen.message_reference)
        return await self._handle(event, payload, act)

    async def _from_list(self, event: StoredEvent, payload: Payload, act: TopicChosen | ToolBegun) -> Handled:
        content = self._content.current
        if isinstance(act, TopicChosen):
            topic = content.guide.get(act.topic)
            told, goal = (topic.question, Goal(Intent.CHOOSE_TOPIC, Details(topic=topic.id))) if topic else ("", None)
        else:
            tool = content.guided_tools.get(act.tool)
            told, goal = (tool.offer, Goal(Intent.START_TOOL, Details(tool=tool.id))) if tool else ("", None)
        if goal is None:
            raise ChoiceNotFound
        conversation = await self._conversation(event, payload)
        exchange = await self._service.pursue(conversation, told, goal, event.name, sender_of(event.where, True))
        return await self._answered(event, conversation, exchange)

    async def _filled_in(self, event: StoredEvent, payload: Payload, form: ToolFilledIn) -> Handled:
        """All answers are given, up to one that the tool does not take; what it said last is sent."""
        content = self._content.current
        tool = content.guided_tools.get(form.tool)
        if tool is None:
            raise ChoiceNotFound
        conversation = await self._conversation(event, payload)
        sender, number = sender_of(event.where, True), 0
        for answer in form_answers(tool, form.answers, self._steering, content.texts["tool"]):
            for step in answer.steps:
                key, number = f"{event.name}/{number}", number + 1
                exchange = await self._service.pursue(conversation, step.text, step.goal, key, sender)
            told = exchange.answer
            if not (answer.then in told.text if answer.then else told.documents):  # the tool has not taken it
                break
        return await self._answered(event, conversation, exchange)

    async def _rated(self, event: StoredEvent, rated: Rated) -> Handled:
        conversation = await self._stores.talks.find(event.place)
        if conversation is None:
            raise MessageNotFound(rated.message_id)
        await self._service.rate(conversation, rated.message_id, rated.useful, None)
        if not rated.message_reference:
            return Handled()
        return Handled((Answer(rated.message_id, rated.message_reference),), conversation.id)

    async def _arrived(self, event: StoredEvent, payload: Payload) -> Handled:
        """Greet in a new talk; one that goes on needs no second greeting."""
        found = await self._stores.talks.find(event.place)
        if found is not None and event.begun_in != found.id:
            return Handled()
        conversation = found or await self._open(event, payload)
        greeting = (await self._service.history(conversation))[0]
        return Handled((Answer(greeting.id),), conversation.id)

    async def _about_me(self, event: StoredEvent) -> Handled:
        tips = ("kanalen/weet_tips",) if await self._stores.tips.are_wanted(event.place) else ()
        conversation = await self._stores.talks.find(event.place)
        messages = await self._service.history(conversation) if conversation else []
        if conversation is None or not messages:
            return Handled((OwnText(("kanalen/weet_niets", *tips)),))
        values = {"aantal": len(messages), "dag": date_in_words(self._service.last_day(messages))}
        told = OwnText(("kanalen/weet", *tips), values, ("kopie", "wis", "wis_overal"), for_person_alone=True)
        return Handled((told,), conversation.id)

    async def _deletion(self, event: StoredEvent, wanted: DeletionWanted, asked_by: str = "") -> Handled:
        """Ask whether it is sure, or delete; `asked_by` is the platform's message that asked."""
        if not wanted.is_sure:
            name, yes = ("zeker_overal", "ja_wis_overal") if wanted.everywhere else ("zeker", "ja_wis")
            return Handled((OwnText((f"kanalen/{name}",), choices=(yes, "nee")),))
        if not wanted.everywhere:
            found = await self._stores.talks.find(event.place)
            await self._erase([found] if found else [])
            return await self._deleted(event, asked_by)
        await self._stores.events.drop_person(event.where.person, event.number, self._now())
        await self._stores.tips.forget_person(event.where.person)
        await self._erase(await self._stores.talks.of_person(event.where.person))
        return Handled((OwnText(("kanalen/gewist_overal",), replaces=asked_by),))

    async def _erase(self, conversations: Sequence[Conversation]) -> None:
        """Delete them all; DeletionPutOff when a part of one has to wait."""
        put_off = None
        for conversation in conversations:
            try:
                await self._service.erase(conversation)
            except DeletionPutOff as error:
                put_off = error
        if put_off is not None:
            raise put_off

    async def _deleted(self, event: StoredEvent, replaces: str = "") -> Handled:
        """The conversation here is gone: so are the tips, and it is said."""
        await self._stores.tips.forget(event.place)
        return Handled((OwnText(("kanalen/gewist",), replaces=replaces),))

    async def _tips(self, event: StoredEvent, payload: Payload, act: TipsWanted) -> Handled:
        if not act.wanted:
            await self._stores.tips.forget(event.place)
            return Handled((OwnText(("kanalen/tips_gestopt",)),))
        await self._stores.tips.want(event.where, payload.address, next_monday(self._now()))
        return Handled((OwnText(("kanalen/tips_begonnen",)),))

    def _unreadable(self, act: Unreadable) -> Handled:
        known = act.what in self._content.current.texts["kanalen"]
        name = f"kanalen/{act.what if known else 'onleesbaar'}"
        return Handled((OwnText((name,), {"maximum": self._longest_text}),))

    async def _withdrawn(self, event: StoredEvent) -> Handled:
        """All of the workspace goes, and nothing is said: there is nobody to say it to."""
        workspace = event.where.workspace
        await self._stores.events.drop_workspace(workspace, event.number, self._now())
        await self._stores.outbox.forget_workspace(workspace)
        await self._stores.tips.forget_workspace(workspace)
        with contextlib.suppress(DeletionPutOff):  # nobody can open them, and the rest goes by itself
            await self._erase(await self._stores.talks.of_workspace(workspace))
        return Handled()

    async def _conversation(self, event: StoredEvent, payload: Payload) -> Conversation:
        """The one in this place, opened where there is none; it is noted that the event is worked on there."""
        found = await self._stores.talks.find(event.place)
        if found is None:
            return await self._open(event, payload)
        await self._stores.events.begin(event.number, found.id)
        return found

    async def _open(self, event: StoredEvent, payload: Payload) -> Conversation:
        municipality = self._workspaces.municipality(event.where.channel, payload.workspace)
        place = ConversationPlace(event.where, event.number)
        return (await self._service.open(event.where.channel, municipality, place=place)).conversation

    async def _answered(self, event: StoredEvent, conversation: Conversation, exchange: Exchange) -> Handled:
        if exchange.deleted:
            return await self._deleted(event)
        return Handled((Answer(exchange.answer.id),), conversation.id)


def _told_of(error: ConversationError) -> Handled:
    """What stood in the way, in the words that API and pages have for it."""
    problem = problem_of(error)
    return Handled((OwnText((f"fouten/{problem.key}",), problem.values),))
