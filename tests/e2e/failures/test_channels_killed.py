"""A process is killed while 200 messages come in from Slack or Teams: each is answered once, in its order."""

from __future__ import annotations

import asyncio
import itertools
import signal
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import httpx
import pytest

from operations.trial.slack.platform import OK
from operations.trial.slack.workspace import Message, direct_message_of
from operations.trial.teams.activities import Activity
from tests.support.channel_reading import WAIT
from tests.support.channel_talks import ChannelTalk, SlackTalk, TeamsTalk
from tests.support.client import Talk
from tests.support.platforms import PlatformsAndAssistant
from tests.support.running_assistant import model_under_test, processes

PARTS = {"rasa": "-m bridge --port", "door": "api.server"}
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

ORDERS = [order[first:] + order[:first] for order in (QUESTIONS, QUESTIONS[::-1]) for first in range(len(QUESTIONS))]
"""Of the questions, one for each talk and no two alike, so that the answer to another's question shows."""

ALL = len(ORDERS) * len(QUESTIONS)

WAITS = (1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0)
"""Seconds before a message that was not acknowledged comes again."""

MOST_TWICE = {"rasa": 0, "door": 8}
"""Messages in Teams that may show twice when this part is killed: those that the door was sending, to a place each.

Eight at once: `api/channels/outbox_sender.py`.
"""

PATIENCE_SECONDS = 300.0


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PlatformsAndAssistant]:
    with PlatformsAndAssistant(model_under_test(), tmp_path_factory.mktemp("var"), WAITS) as running:
        yield running


@pytest.fixture(scope="module")
def source_of(world: PlatformsAndAssistant) -> Mapping[str, str]:
    """What the web answers to each question: the source that it names first."""
    with httpx.Client(base_url=world.assistant.url, timeout=120) as client:
        talk = Talk(client, kanaal="slack")
        sources = {question: talk.say(question).sources[0] for question in QUESTIONS}
    assert len(set(sources.values())) == len(sources)
    return sources


def kill(world: PlatformsAndAssistant, part: str) -> None:
    """As `kill -9` does."""
    [process] = processes(world.assistant, PARTS[part])
    process.send_signal(signal.SIGKILL)


def kill_when(world: PlatformsAndAssistant, part: str, is_time: Callable[[], bool]) -> Future[None]:
    """Kill a part of the assistant once it is time, beside what the test does; done when it is."""

    def wait_and_kill() -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not is_time():
            assert time.monotonic() < deadline
            time.sleep(0.01)
        kill(world, part)

    beside = ThreadPoolExecutor(1)
    killed = beside.submit(wait_and_kill)
    beside.shutdown(wait=False)
    return killed


async def in_turn(sends: list[list[Callable[[], Awaitable[object]]]]) -> None:
    """In each talk one after the other, all talks at once."""

    async def one_talk(some: list[Callable[[], Awaitable[object]]]) -> None:
        for send in some:
            await send()

    await asyncio.gather(*(one_talk(some) for some in sends))


def answered(talk: ChannelTalk) -> list[str]:
    """The source of each message of the assistant in an order; what has none may only tell that it takes longer."""
    greeting, *messages = talk.each_message()
    assert greeting == talk.greeting
    assert [one for one in messages if not one.sources and one.beside != (WAIT,)] == []
    return [one.sources[0] for one in messages if one.sources]


def assert_stored_once(talk: ChannelTalk, asked: Sequence[str], sources: Sequence[str]) -> None:
    """The conversation of the talk holds its own questions, each with its answer after it, and nothing else."""
    stored = talk.copy()["berichten"][1:]
    assert [one["tekst"] for one in stored[::2]] == list(asked)
    assert {one["afzender"] for one in stored[::2]} == {"bezoeker"}
    assert [one["bronnen"][0]["id"] for one in stored[1::2]] == list(sources)


@pytest.mark.parametrize("part", PARTS)
def test_in_slack_nothing_is_lost_doubled_or_out_of_order(
    world: PlatformsAndAssistant, source_of: Mapping[str, str], part: str
) -> None:
    talks = [SlackTalk(world) for _ in ORDERS]
    told_before, taken_before = len(world.slack.statuses), world.slack.statuses.count(OK)
    killed = kill_when(world, part, lambda: world.slack.statuses.count(OK) > taken_before + ALL // 2)

    def sending(talk: SlackTalk, question: str) -> Callable[[], Awaitable[Message]]:
        return lambda: world.slack.say(talk.person, question, direct_message_of(talk.person), talk.thread)

    world.call(in_turn, [[sending(talk, one) for one in asked] for talk, asked in zip(talks, ORDERS)])
    killed.result()
    world.settle()
    assert part != "door" or 0 in world.slack.statuses[told_before:]  # some came while there was none
    assert world.slack.statuses.count(OK) == taken_before + ALL
    expected = [[source_of[question] for question in asked] for asked in ORDERS]
    assert [answered(talk) for talk in talks] == expected
    assert_stored_once(talks[0], ORDERS[0], expected[0])


@pytest.mark.parametrize("part", PARTS)
def test_in_teams_nothing_is_lost_or_out_of_order_and_only_what_the_door_was_sending_may_show_twice(
    world: PlatformsAndAssistant, source_of: Mapping[str, str], part: str
) -> None:
    talks = [TeamsTalk(world) for _ in ORDERS]
    shown_before, taken = len(world.teams.sent), 0

    async def insist(activity: Activity) -> None:
        """As Teams does: again until it is taken in. Once half of all are, the part is killed."""
        nonlocal taken
        for wait in WAITS:
            try:
                if (await world.teams.deliver(activity)).status_code == OK:
                    taken += 1
                    if taken == ALL // 2:
                        assert len(world.teams.sent) - shown_before < taken  # some of it still waits for its answer
                        kill(world, part)
                    return
            except httpx.TransportError:
                pass
            assert part == "door"  # no other keeps it from taking in
            await asyncio.sleep(wait)
        raise AssertionError("never taken in")

    def sending(talk: TeamsTalk, question: str) -> Callable[[], Awaitable[None]]:
        return lambda: insist(world.teams.activities.message(question, talk.room, talk.person))

    world.call(in_turn, [[sending(talk, one) for one in asked] for talk, asked in zip(talks, ORDERS)])
    assert taken == ALL
    world.settle()
    expected = [[source_of[question] for question in asked] for asked in ORDERS]
    told = [answered(talk) for talk in talks]
    assert [[source for source, _ in itertools.groupby(one)] for one in told] == expected
    assert max(map(len, told)) <= len(QUESTIONS) + min(1, MOST_TWICE[part])
    assert sum(map(len, told)) <= ALL + MOST_TWICE[part]
    for number in (0, -1):
        assert_stored_once(talks[number], ORDERS[number], expected[number])
