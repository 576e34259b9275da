"""What somebody says in a channel is answered there once and in order, whatever happens meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from api.channels.channel import NeverSent, SendLater
from api.channels.event_worker import LONGEST_SILENCE, LONGEST_WAIT
from api.channels.events import Arrived, Chosen, MessageTyped, Rated, Unreadable
from api.channels.outbox_sender import OutboxSender
from api.conversations.rasa_client import TurnFailed
from api.conversations.service import ConversationService
from api.delivery.outbox_worker import FIRST_WAIT
from api.store.channel_events import ChannelEvents
from api.store.channel_outbox import ChannelOutbox
from contract.turn import Origin
from tests.api.channels.conftest import PUBLIC, Killed, World
from tests.support.claims import let_claims_run_out
from tests.support.fake_channel import FakeChannel
from tests.support.fake_rasa import DOCUMENT, FakeRasa, Gate, an_answer

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

STEPS = 100
"""Of the loop; a stop that cuts off what is being sent has done so in a few."""


async def test_a_question_is_answered_as_on_the_web(world: World) -> None:
    world.rasa.script = [
        an_answer(
            "Een inkoper koopt in.",
            ["Lees meer"],
            sources=("rol/inkoper", "gemeente/voorbeeldstad"),
        )
    ]
    await world.told("Wat doet een inkoper?")
    [sent] = world.channel.sent
    message = sent.message
    assert (sent.room, message.text, message.outcome) == ("D0ANNA", "Een inkoper koopt in.", "antwoord")
    assert [choice.label for choice in message.choices] == ["Lees meer"]
    guide, municipality = message.sources
    assert (guide.title, bool(guide.page), guide.link) == ("Inkoper", True, f"{PUBLIC}/gids/rol/inkoper")
    assert (municipality.title, municipality.chapter) == ("Gemeente Voorbeeldstad", "")
    assert message.may_be_rated
    assert message.stored_until is not None
    assert [asked.origin for asked in world.rasa.asked] == [Origin("slack", "", ("email",))]


async def test_an_event_that_comes_fifty_times_is_answered_once_also_after_a_restart(world: World) -> None:
    async with asyncio.TaskGroup() as tasks:
        for _ in range(50):
            tasks.create_task(world.take_in(MessageTyped("Wat is SROI?"), "Ev1"))
    await world.settle()
    await world.restart()
    await world.told("Wat is SROI?", "Ev1")
    assert len(world.channel.sent) == len(world.rasa.asked) == 1
    assert world.work.intake.dropped == 0


async def test_events_of_a_place_are_answered_in_order_and_places_do_not_wait_for_each_other(world: World) -> None:
    gate = world.rasa.gate = Gate()
    for number in range(3):
        await world.take_in(MessageTyped(f"vraag {number}"))
    await world.take_in(MessageTyped("iets anders"), room="D0BO", person="U0BO")
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(world.settle())
        await gate.arrival()
        await gate.arrival()
        assert sorted(turn.text for turn in world.rasa.asked) == ["iets anders", "vraag 0"]
        gate.open()
    of_anna = [one.message.text for one in world.channel.sent if one.room == "D0ANNA"]
    assert of_anna == [f"Antwoord op: vraag {number}" for number in range(3)]
    assert len(world.channel.sent) == 4


async def test_each_person_has_a_conversation_of_their_own_in_each_place(world: World) -> None:
    await world.told("een", person="U0ANNA", room="C0BALIE")
    await world.told("twee", person="U0BO", room="C0BALIE")
    await world.told("drie", person="U0ANNA", room="D0ANNA")
    assert len({turn.conversation_id for turn in world.rasa.asked}) == 3
    await world.told("vier", person="U0ANNA", room="C0BALIE")
    assert world.rasa.asked[3].conversation_id == world.rasa.asked[0].conversation_id


async def test_while_rasa_is_gone_it_is_said_once_and_the_answer_still_comes(world: World) -> None:
    world.rasa.away = True
    assert await world.told("Wat is SROI?") == []
    for _ in range(10):
        await world.work.worker.tell_who_waits()
        await world.settle()
        world.wait(seconds=LONGEST_WAIT.seconds + 1)
    assert world.channel.texts == [world.say("nog_bezig")]
    await world.restart()
    world.rasa.away = False
    await world.settle()
    await world.settle()
    assert world.channel.texts == [world.say("nog_bezig"), "Antwoord op: Wat is SROI?"]
    assert [message.text for message in await world.history()] == ["Wat is SROI?", "Antwoord op: Wat is SROI?"]


async def test_who_has_the_answer_soon_hears_nothing_about_waiting(world: World) -> None:
    world.rasa.script = [TurnFailed("once")]
    await world.told("hoi")
    world.wait(seconds=LONGEST_SILENCE.seconds - 1)
    await world.work.worker.tell_who_waits()
    await world.settle()
    world.wait(seconds=60)
    await world.work.worker.tell_who_waits()
    assert world.channel.texts == ["Antwoord op: hoi"]


async def test_several_who_wait_in_one_place_are_told_once(world: World) -> None:
    world.rasa.away = True
    for number in range(3):
        await world.take_in(MessageTyped(f"vraag {number}"))
    world.wait(seconds=5)
    for _ in range(2):
        await world.work.worker.tell_who_waits()
        await world.settle()
    assert world.channel.texts == [world.say("nog_bezig")]


async def test_while_rasa_hangs_one_place_it_is_said_there_at_once(world: World) -> None:
    gate = world.rasa.gate = Gate()
    await world.take_in(MessageTyped("Wat is SROI?"))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(world.work.worker.queues.work())
        await gate.arrival()
        world.wait(seconds=5)
        await world.work.worker.tell_who_waits()
        await world.work.sender.queues.work()
        assert world.channel.texts == [world.say("nog_bezig")]
        gate.open()
    await world.settle()
    assert world.channel.texts[1:] == ["Antwoord op: Wat is SROI?"]


async def test_an_error_of_our_own_is_told_after_some_attempts_and_keeps_nobody_waiting(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    say = ConversationService.say

    async def fails(self: ConversationService, conversation: Any, text: str, *more: Any) -> Any:
        if text == "kapot":
            raise ValueError("a mistake in the code")
        return await say(self, conversation, text, *more)

    monkeypatch.setattr(ConversationService, "say", fails)
    await world.take_in(MessageTyped("kapot"))
    await world.take_in(MessageTyped("heel"))
    for _ in range(6):
        await world.settle()
        world.wait(seconds=30)
    told = world.content.current.texts["fouten"]["onverwachte_fout"].text
    assert world.channel.texts == [told, "Antwoord op: heel"]
    assert world.work.worker.given_up == 1


async def test_what_cannot_be_taken_is_told_in_plain_words(world: World) -> None:
    long = "a" * 1500
    [told] = await world.told(long)
    assert "1000" in told
    assert "1500" in told
    assert await world.told("a" * 40_000) == [world.say("te_lang", maximum=1000)]
    assert await world.told(Unreadable("geen_tekst_met_die_naam")) == [world.say("onleesbaar")]
    assert world.rasa.asked == []


async def test_typed_text_is_masked_and_the_event_holds_it_no_longer(world: World) -> None:
    await world.told("bel mij op 06 12 34 56 78 over SROI")
    assert "[telefoonnummer]" in (await world.history())[0].text
    assert await world.work.stores.events.waiting() == {}
    assert "[telefoonnummer]" in world.rasa.asked[0].text


# Choices and ratings


async def test_a_choice_is_answered_and_marked_where_it_was_offered(world: World) -> None:
    world.rasa.script = [an_answer("Kies.", ["Lees meer", "Iets anders"])]
    await world.told("Wat doet een inkoper?")
    offered = world.channel.sent[0].message
    await world.told(Chosen(offered.choices[0].id, "1700.1"))
    marked, answer = world.channel.sent[1:]
    assert (marked.replaces, marked.message.id, marked.message.chosen) == ("1700.1", offered.id, "Lees meer")
    assert (answer.replaces, answer.message.text) == ("", "Antwoord op: Lees meer")


async def test_a_choice_of_a_conversation_that_is_gone_says_so_and_opens_none(world: World) -> None:
    world.rasa.script = [an_answer("Kies.", ["Lees meer"])]
    await world.told("Wat doet een inkoper?")
    choice = world.channel.sent[0].message.choices[0].id
    conversation = await world.talk()
    assert conversation is not None
    await world.service.erase(conversation)
    assert await world.told(Chosen(choice, "1700.1")) == [world.say("keuze_weg")]
    assert await world.talk() is None


async def test_nobody_chooses_in_the_conversation_of_another(world: World) -> None:
    world.rasa.script = [an_answer("Kies.", ["Lees meer"])]
    await world.told("Wat doet een inkoper?")
    choice = world.channel.sent[0].message.choices[0].id
    await world.told("hoi", person="U0BO", room="D0BO")
    told = await world.told(Chosen(choice, "1700.1"), person="U0BO", room="D0BO")
    assert told == [world.say("keuze_weg")]
    assert len(world.rasa.asked) == 2


async def test_a_rating_is_stored_and_shown(world: World) -> None:
    await world.told("Wat doet een inkoper?")
    answer = world.channel.sent[0].message
    await world.told(Rated(answer.id, False, "1700.1"))
    shown = world.channel.sent[1]
    assert (shown.replaces, shown.message.id, shown.message.useful) == ("1700.1", answer.id, False)
    assert (await world.history())[-1].useful is False


async def test_who_arrives_is_greeted_once(world: World) -> None:
    [greeting] = await world.told(Arrived())
    assert "computerprogramma" in greeting
    assert await world.told(Arrived()) == []
    assert await world.told("hoi") == ["Antwoord op: hoi"]


async def test_a_document_goes_to_the_person_alone_with_a_link(world: World) -> None:
    world.rasa.script = [an_answer("Klaar.", document=DOCUMENT)]
    await world.told("maak het document")
    message = world.channel.sent[0].message
    assert message.for_person_alone
    assert [document.url.startswith(f"{PUBLIC}/kanalen/documenten/") for document in message.documents] == [True, True]


# Sending


async def test_a_platform_that_is_away_is_tried_ever_more_seldom_and_the_order_stays(world: World) -> None:
    world.channel.fails = [SendLater("away"), SendLater("away")]
    await world.take_in(MessageTyped("een"))
    await world.take_in(MessageTyped("twee"))
    await world.settle()
    world.wait(seconds=FIRST_WAIT.seconds)
    await world.settle()
    world.wait(seconds=FIRST_WAIT.seconds)
    await world.settle()
    assert len(world.channel.calls) == 2
    world.wait(seconds=FIRST_WAIT.seconds)
    await world.settle()
    assert world.channel.texts == ["Antwoord op: een", "Antwoord op: twee"]
    assert [call.tried_before for call in world.channel.calls] == [False, True, True, False]
    assert len({call.attempt_of for call in world.channel.calls[:3]}) == 1


async def test_a_platform_that_says_how_long_is_tried_after_that(world: World) -> None:
    world.channel.fails = [SendLater("429", 90)]
    await world.told("een")
    world.wait(seconds=89)
    await world.settle()
    assert len(world.channel.calls) == 1
    world.wait(seconds=1)
    await world.settle()
    assert world.channel.texts == ["Antwoord op: een"]


async def test_one_place_that_is_away_keeps_no_other_waiting(world: World) -> None:
    world.channel.fails = [SendLater("away")]
    await world.told("een")
    assert await world.told("twee", person="U0BO", room="D0BO") == ["Antwoord op: twee"]


async def test_what_can_never_be_sent_is_given_up_and_the_next_goes(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.channel.fails = [NeverSent("the place is gone")]
    await world.take_in(MessageTyped("kenmerkend"))
    await world.take_in(MessageTyped("twee"))
    await world.settle()
    assert world.channel.texts == ["Antwoord op: twee"]
    assert world.work.sender.given_up == 1
    assert "kenmerkend" not in caplog.text


async def test_what_waits_too_long_is_given_up(world: World) -> None:
    world.channel.fails = [SendLater("away", 3600.0)] * 200
    await world.told("een")
    for _ in range(world.settings.delivery_days):
        world.wait(days=1)
        await world.settle()
    assert (world.work.sender.given_up, await world.work.stores.outbox.waiting()) == (1, {})


async def test_a_mistake_of_the_channel_is_tried_again(world: World) -> None:
    world.channel.fails = [RuntimeError("kenmerkend")]
    await world.told("een")
    world.wait(seconds=FIRST_WAIT.seconds)
    await world.settle()
    assert world.channel.texts == ["Antwoord op: een"]


async def test_who_takes_too_long_counts_as_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.channels.outbox_sender.LONGEST_SENDING_SECONDS", 0.01)
    send, never = FakeChannel.send, asyncio.Event()

    async def hangs(*_: Any, **__: Any) -> str:
        await never.wait()
        return ""

    monkeypatch.setattr(FakeChannel, "send", hangs)
    await world.told("een")
    monkeypatch.setattr(FakeChannel, "send", send)
    world.wait(seconds=FIRST_WAIT.seconds)
    await world.settle()
    assert world.channel.texts == ["Antwoord op: een"]


# The process stops


def held_back(monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Event, asyncio.Event]:
    """Keep the channel from taking anything: when the first has come to it, and what lets all through."""
    came, let_through, send = asyncio.Event(), asyncio.Event(), FakeChannel.send

    async def held(*arguments: Any, **named: Any) -> str:
        came.set()
        await let_through.wait()
        return await send(*arguments, **named)

    monkeypatch.setattr(FakeChannel, "send", held)
    return came, let_through


async def test_what_is_being_sent_at_a_stop_arrives_and_the_rest_comes_after_the_start(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("een", "twee"):
        await world.take_in(MessageTyped(text))
    await world.work.worker.queues.work()
    came, let_through = held_back(monkeypatch)
    async with contextlib.AsyncExitStack() as running:
        await running.enter_async_context(world.work.running())
        await came.wait()
        stop = asyncio.create_task(running.pop_all().aclose())
        for _ in range(STEPS):
            await asyncio.sleep(0)
        let_through.set()
        await stop
    assert world.channel.texts == ["Antwoord op: een"]
    await world.restart()
    await world.settle()
    assert world.channel.texts == ["Antwoord op: een", "Antwoord op: twee"]
    assert [call.tried_before for call in world.channel.calls] == [False, False]


async def test_a_platform_that_does_not_answer_does_not_keep_the_door_from_stopping(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.channels.channel_work.LAST_SENDING_SECONDS", 0.01)
    await world.take_in(MessageTyped("een"))
    await world.work.worker.queues.work()
    came, let_through = held_back(monkeypatch)
    async with world.work.running():
        await came.wait()
    assert world.channel.texts == []
    let_through.set()
    await let_claims_run_out(world.database)
    await world.restart()
    await world.settle()
    assert [(call.message.text, call.tried_before) for call in world.channel.sent] == [("Antwoord op: een", True)]


# The process dies


Method = Callable[..., Awaitable[Any]]


def dying(method: Method, before: bool) -> Method:
    """The method, after or before which the process dies the first time."""
    alive = [True]

    async def dies(*arguments: Any, **named: Any) -> Any:
        if not alive:
            return await method(*arguments, **named)
        alive.clear()
        if not before:
            await method(*arguments, **named)
        raise Killed

    return dies


@pytest.mark.parametrize("before", [True, False], ids=["before", "after"])
@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (ChannelEvents, "begin"),
        (ConversationService, "open"),
        (ConversationService, "say"),
        (FakeRasa, "answer"),
        (ChannelEvents, "finish"),
        (ChannelOutbox, "begin"),
        (FakeChannel, "send"),
        (ChannelOutbox, "close"),
        (OutboxSender, "_send"),
    ],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
async def test_a_question_is_asked_once_and_answered_wherever_the_process_dies(
    world: World, monkeypatch: pytest.MonkeyPatch, owner: type, name: str, before: bool
) -> None:
    if name == "begin" and owner is ChannelEvents:
        await world.told(Arrived(), "Ev0")  # so that there is a conversation to begin in
    greetings = len(world.channel.sent)
    monkeypatch.setattr(owner, name, dying(getattr(owner, name), before))
    await world.take_in(MessageTyped("Wat is SROI?"), "Ev1")
    with pytest.RaisesGroup(Killed):
        await world.settle()
    await world.restart()
    await let_claims_run_out(world.database)
    await world.take_in(MessageTyped("Wat is SROI?"), "Ev1")
    for _ in range(2):
        world.wait(seconds=LONGEST_WAIT.seconds)
        await world.settle()
    assert [message.text for message in await world.history()] == ["Wat is SROI?", "Antwoord op: Wat is SROI?"]
    calls = world.channel.calls[greetings:]
    assert {call.message.text for call in calls} == {"Antwoord op: Wat is SROI?"}
    assert len({call.attempt_of for call in calls}) == 1
    assert [call.tried_before for call in calls[1:]] == [True] * (len(calls) - 1)
    assert await world.work.stores.outbox.waiting() == await world.work.stores.events.waiting() == {}


async def test_names_of_events_go_after_a_week_and_the_keys_of_before_with_them(world: World) -> None:
    await world.told("Wat is SROI?", "Ev1")
    world.wait(days=7, seconds=-1)
    await world.work.tidy_up()
    assert await world.told("Wat is SROI?", "Ev1") == []
    world.wait(seconds=2)
    await world.work.tidy_up()
    assert await world.told("Wat is SROI?", "Ev1") == ["Antwoord op: Wat is SROI?"]
