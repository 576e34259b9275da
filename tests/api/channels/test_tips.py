"""A tip comes on Monday at nine for who asked for it, once, and never the same one before all others were."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from api.channels.channel import NeverSent
from api.channels.events import TipsWanted
from api.channels.tips import next_monday, next_tip
from content.live import LiveContent
from tests.api.channels.conftest import World

pytestmark = [pytest.mark.anyio, pytest.mark.both_databases]

SUNDAY = datetime(2026, 11, 29, 12, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 8, tzinfo=UTC)
"""Nine o'clock in the Netherlands, in winter."""


@pytest.mark.parametrize(
    ("now", "monday"),
    [
        ("2026-11-29T12:00", "2026-11-30T08:00"),
        ("2026-11-30T07:59", "2026-11-30T08:00"),
        ("2026-11-30T08:00", "2026-12-07T08:00"),
        ("2026-03-23T08:00", "2026-03-30T07:00"),
        ("2026-10-24T12:00", "2026-10-26T08:00"),
        ("2026-11-29T23:30", "2026-11-30T08:00"),
    ],
)
def test_the_next_monday_at_nine_is_that_of_the_netherlands(now: str, monday: str) -> None:
    assert next_monday(datetime.fromisoformat(now).replace(tzinfo=UTC)).isoformat() == f"{monday}:00+00:00"


def test_the_tips_come_in_their_order_and_a_new_one_at_the_top_repeats_none() -> None:
    told: tuple[str, ...] = ()
    for _ in range(7):
        told = (*told, next_tip(["a", "b", "c"], told))
    assert told == ("a", "b", "c", "a", "b", "c", "a")
    assert next_tip(["nieuw", "a", "b", "c"], ("c", "a")) == "nieuw"
    assert [next_tip(names, ("a",)) for names in ([], ["a"])] == ["", "a"]


async def send_tips(world: World) -> list[str]:
    """What a look of the loop sends."""
    before = len(world.channel.sent)
    await world.work.tips.send_due()
    await world.settle()
    return world.channel.texts[before:]


async def test_who_asked_gets_one_a_week_whatever_restarts(world: World) -> None:
    world.moment = SUNDAY
    assert await world.told("Stuur mij elke maandag een tip uit het Zakboek") == [world.say("tips_begonnen")]
    assert await send_tips(world) == []
    world.moment = MONDAY
    [first] = await send_tips(world)
    await world.restart()
    assert await send_tips(world) == []
    await world.told("stuur mij elke week een tip")
    world.wait(days=6)
    assert await send_tips(world) == []
    world.wait(days=1)
    [second] = await send_tips(world)
    assert first != second
    message = world.channel.sent[-1].message
    assert "stop met de tips" in message.text
    assert message.sources[0].page
    assert message.sources[0].link.startswith("https://zakboek.example/gids/")
    assert message.choices[0].id.startswith("onderwerp/")


async def test_who_does_not_want_them_any_more_gets_none(world: World) -> None:
    world.moment = SUNDAY
    await world.told(TipsWanted(True))
    assert await world.told("stop met de tips") == [world.say("tips_gestopt")]
    world.moment = MONDAY
    assert await send_tips(world) == []


async def test_a_tip_of_monday_is_not_sent_on_wednesday(world: World) -> None:
    world.moment = SUNDAY
    await world.told(TipsWanted(True))
    world.wait(days=3)
    assert await send_tips(world) == []
    world.moment = MONDAY
    world.wait(days=7)
    assert len(await send_tips(world)) == 1


async def test_they_go_on_after_the_conversation_is_too_old(world: World) -> None:
    world.moment = SUNDAY
    await world.told(TipsWanted(True))
    await world.told("hoi")
    conversation = await world.talk()
    assert conversation is not None
    await world.service.erase(conversation)
    world.moment = MONDAY
    assert len(await send_tips(world)) == 1


async def test_they_end_where_the_assistant_is_not_welcome_any_more(world: World) -> None:
    world.moment = SUNDAY
    await world.told(TipsWanted(True))
    world.moment = MONDAY
    world.channel.fails = [NeverSent("the place is gone")]
    await send_tips(world)
    assert not await world.work.stores.tips.due(datetime(2030, 1, 1, tzinfo=UTC))


async def test_each_tip_of_the_editors_can_be_sent(world: World) -> None:
    names = list(world.content.current.texts["tips"])
    world.moment = SUNDAY
    await world.told(TipsWanted(True))
    world.moment = MONDAY
    told = []
    for _ in names:
        told += await send_tips(world)
        world.wait(days=7)
    assert len(set(told)) == len(names) > 10


def test_each_tip_names_its_topic(content: LiveContent) -> None:
    tips = content.current.texts["tips"]
    assert [name for name, tip in tips.items() if len(tip.topics) != 1] == []
