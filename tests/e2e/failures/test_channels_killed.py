"""A process is killed while 200 messages come in from Slack or Teams: each is answered once, in its order."""

from __future__ import annotations

import asyncio
import itertools
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Iterator

import httpx
import pytest

from operations.trial.slack.platform import OK
from operations.trial.slack.workspace import Message, direct_message_of
from operations.trial.teams.activities import Activity
from tests.support.channel_talks import ChannelTalk, SlackTalk, TeamsTalk
from tests.support.client import Talk
from tests.support.platforms import PlatformsAndAssistant
from tests.support.running_assistant import model_under_test, processes

PARTS = {"rasa": "bridge run", "door": "api.server"}
TALKS = 20
QUESTIONS = (
    "Wat doet een inkoper?",
    "Wat doet een verbinder?",
    "Wat doet een financier?",
    "Wat doet een ambassadeur?",
    "Wat is social return?",
    "Wat is een launching customer?",
    "Wat doet een inkoper?",
    "Wat doet een verbinder?",
    "Wat doet een financier?",
    "Wat is social return?",
)
"""Of which no two that follow each other are about the same, so that the order shows."""

WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0)
"""Seconds before a message that was not acknowledged comes again."""

MOST_AT_ONCE = 8
"""To so many places something is sent at the same time (`api/channels/outbox_sender.py`)."""

PATIENCE_SECONDS = 300.0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformsAndAssistant]:
    with PlatformsAndAssistant(model_under_test(), tmp_path_factory.mktemp("var"), WAITS) as running:
        yield running


@pytest.fixture(scope="module")
def expected(world: PlatformsAndAssistant) -> list[str]:
    """What the web answers to the questions, after each other."""
    with httpx.Client(base_url=world.assistant.url, timeout=120) as client:
        talk = Talk(client, kanaal="slack")
        return [talk.say(question).sources[0] for question in QUESTIONS]


def kill_when(world: PlatformsAndAssistant, part: str, is_time: Callable[[], bool]) -> threading.Thread:
    """Kill a part of the assistant once it is time, beside what the test does."""

    def wait_and_kill() -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_time():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        processes(world.assistant, PARTS[part])[0].send_signal(signal.SIGKILL)

    thread = threading.Thread(target=wait_and_kill)
    thread.start()
    return thread


async def in_turn(sends: list[list[Callable[[], Awaitable[object]]]]) -> None:
    """In each talk one after the other, all talks at once."""

    async def one_talk(some: list[Callable[[], Awaitable[object]]]) -> None:
        for send in some:
            await send()

    await asyncio.gather(*(one_talk(some) for some in sends))


def answered(talk: ChannelTalk) -> list[str]:
    """The source of each message of the assistant that has one, in their order."""
    return [source for message in talk.each_message() for source in message.sources[:1]]


@pytest.mark.parametrize("part", PARTS)
def test_in_slack_nothing_is_lost_doubled_or_out_of_order(
    world: PlatformsAndAssistant, expected: list[str], part: str
) -> None:
    talks = [SlackTalk(world) for _ in range(TALKS)]
    told_before, taken_before = len(world.slack.statuses), world.slack.statuses.count(OK)
    half = TALKS * len(QUESTIONS) // 2
    killer = kill_when(world, part, lambda: world.slack.statuses.count(OK) > taken_before + half)

    def sending(talk: SlackTalk, question: str) -> Callable[[], Awaitable[Message]]:
        return lambda: world.slack.say(talk.person, question, direct_message_of(talk.person), talk.thread)

    world.call(in_turn, [[sending(talk, question) for question in QUESTIONS] for talk in talks])
    killer.join()
    world.settle()
    assert part != "door" or 0 in world.slack.statuses[told_before:]  # some came while there was none
    assert world.slack.statuses.count(OK) == taken_before + TALKS * len(QUESTIONS)
    assert [answered(talk) for talk in talks] == [expected] * TALKS
    asked = [one["tekst"] for one in talks[0].copy()["berichten"] if one["afzender"] == "bezoeker"]
    assert asked == list(QUESTIONS)


def test_in_teams_nothing_is_lost_or_out_of_order_and_only_what_was_being_sent_may_show_twice(
    world: PlatformsAndAssistant, expected: list[str]
) -> None:
    talks = [TeamsTalk(world) for _ in range(TALKS)]
    taken: list[str] = []

    async def insist(activity: Activity) -> None:
        """As Teams does: again until it is taken in."""
        for wait in WAITS:
            try:
                if (await world.teams.deliver(activity)).status_code == OK:
                    taken.append(activity["id"])
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(wait)
        raise AssertionError("never taken in")

    def sending(talk: TeamsTalk, question: str) -> Callable[[], Awaitable[None]]:
        return lambda: insist(world.teams.activities.message(question, talk.room, talk.person))

    killer = kill_when(world, "door", lambda: len(taken) > TALKS * len(QUESTIONS) // 2)
    world.call(in_turn, [[sending(talk, question) for question in QUESTIONS] for talk in talks])
    killer.join()
    world.settle()
    told = [answered(talk) for talk in talks]
    assert [[source for source, _ in itertools.groupby(one)] for one in told] == [expected] * TALKS
    assert sum(map(len, told)) - TALKS * len(QUESTIONS) <= MOST_AT_ONCE
    asked = [one["tekst"] for one in talks[0].copy()["berichten"] if one["afzender"] == "bezoeker"]
    assert asked == list(QUESTIONS)
