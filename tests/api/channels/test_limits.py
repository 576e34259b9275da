"""Who sends more than the limits allow is told so once, and others notice nothing."""

from __future__ import annotations

import pytest

from api.channels.events import AccessWithdrawn, MessageTyped
from api.channels.intake import LARGEST_PAYLOAD
from api.limits.counts import ProcessCounts
from api.limits.limiter import Limiter
from api.settings import Limits
from tests.api.channels.conftest import World
from tests.support.fake_channel import an_event
from tests.support.figures import figure
from tests.support.limits_clock import Time, set_clock
from tests.support.no_limits import NO_LIMITS

pytestmark = pytest.mark.anyio


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return set_clock(monkeypatch)


@pytest.fixture
def limiter(time: Time) -> Limiter:
    limits = {**NO_LIMITS, "messages_per_conversation": 30, "messages_per_network": 40}
    return Limiter(Limits.model_validate(limits), ProcessCounts(time.time), time.time)


def let_pass(world: World, time: Time, seconds: float) -> None:
    """For the counts, and for all else."""
    time.now += seconds
    world.wait(seconds=seconds)


async def test_two_hundred_events_in_ten_seconds(world: World, time: Time) -> None:
    before = figure("zakboek_channel_events_refused_total", channel="slack", kind="over_limit")
    for number in range(200):
        let_pass(world, time, 0.05)
        await world.take_in(MessageTyped(f"vraag {number}"))
    await world.take_in(MessageTyped("van een ander"), person="U0BO", room="D0BO")
    await world.settle()
    await world.settle()
    of_anna = [one.message.text for one in world.channel.sent if one.room == "D0ANNA"]
    answers = [text for text in of_anna if text.startswith("Antwoord op: ")]
    assert answers == [f"Antwoord op: vraag {number}" for number in range(30)]
    [told] = set(of_anna) - set(answers)
    assert told.startswith("Je stuurt veel berichten na elkaar.")
    assert "Antwoord op: van een ander" in world.channel.texts
    assert world.work.intake.dropped == 169
    assert figure("zakboek_channel_events_refused_total", channel="slack", kind="over_limit") == before + 169


async def test_after_the_time_that_was_told_there_is_room_again(world: World, time: Time) -> None:
    for number in range(31):
        await world.take_in(MessageTyped(f"vraag {number}"))
    await world.settle()
    let_pass(world, time, 120)
    assert await world.told("nog een") == ["Antwoord op: nog een"]


async def test_one_person_in_many_places_shares_a_limit(world: World) -> None:
    for number in range(60):
        await world.take_in(MessageTyped("hoi"), room=f"C{number}")
    await world.settle()
    await world.settle()
    assert world.channel.texts.count("Antwoord op: hoi") == 40


async def test_what_waited_while_rasa_was_gone_is_not_counted_again_when_it_is_answered(
    world: World, time: Time
) -> None:
    world.rasa.away = True
    for number in range(60):
        let_pass(world, time, 60)
        await world.take_in(MessageTyped(f"vraag {number}"))
    world.rasa.away = False
    await world.settle()
    assert len(world.channel.texts) == 60


async def test_a_workspace_that_takes_the_assistant_away_has_no_limit(world: World) -> None:
    for number in range(31):
        await world.take_in(MessageTyped(f"vraag {number}"))
    await world.take_in(AccessWithdrawn(), person="", room="")
    await world.settle()
    await world.settle()
    assert await world.talk() is None


async def test_an_event_that_holds_more_than_anybody_typed_is_dropped(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    event = an_event(MessageTyped("kenmerkend"), "Ev1")
    event.address["meer"] = "a" * LARGEST_PAYLOAD
    await world.work.take_in(event)
    assert world.work.intake.dropped == 1
    assert "kenmerkend" not in caplog.text
    assert await world.work.stores.events.waiting() == {}
