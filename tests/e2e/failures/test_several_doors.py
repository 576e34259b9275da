"""Two doors and three engines on one PostgreSQL: whichever ends or stops for a while, no message is lost or crossed.

Each talk asks the same questions in an order of its own, so that the answer to another's shows. A visitor's client
insists: at the other door when one does not answer, under the same idempotency key.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.support import postgres
from tests.support.running_assistant import model_under_test
from tests.support.several import PARTS, Several

QUESTIONS = (
    "Wat doet een inkoper?",
    "Wat doet een verbinder?",
    "Wat doet een financier?",
    "Wat doet een ambassadeur?",
    "Wat is social return?",
    "Wat is een launching customer?",
)
TRIED = PARTS if os.environ.get("ZAKBOEK_TEST_ALL_PARTS") else ("door 1", "engine 1")
"""Those that end and stop; all of them take ten minutes."""

TALKS = 8
ROUNDS = 2
"""Times that each talk asks all questions: so many that sessions begin anew in Rasa."""

PAUSED_SECONDS = 12.0
"""Longer than a lease, and than an engine that hangs is waited for."""

CLIENT_SECONDS = 6.0
"""After so long a client tries the other door."""

MOST_SECONDS = 90.0
"""Until a message that something came between has its answer, on two cores that also start the part again."""


@dataclass
class Course:
    """How a talk went: the seconds until each answer, and what stood in the way."""

    asked: list[str]
    path: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: list[tuple[float, float]] = field(default_factory=list)
    """When an answer came, and how long it took."""

    refused: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Several]:
    if reason := postgres.missing():
        pytest.skip(reason)
    with Several(model_under_test(), tmp_path_factory.mktemp("several")) as running:
        yield running


@pytest.fixture(scope="module")
def source_of(several: Several) -> Mapping[str, str]:
    """The source that each question's answer names first, as a talk in which nothing happens has them."""
    answers = history(several, talk(several.doors, 0))[1::2]
    sources = {question: one["bronnen"][0]["id"] for question, one in zip(order_of(0), answers)}
    assert len(set(sources.values())) == len(QUESTIONS)
    return sources


def order_of(number: int) -> list[str]:
    """The questions, begun elsewhere and turned round, again and again."""
    turned = QUESTIONS[:: -1 if number % 2 else 1]
    first = number // 2 % len(QUESTIONS)
    return [*turned[first:], *turned[:first]] * ROUNDS


def insist(client: httpx.Client, doors: list[str], path: str, body: Any, course: Course, first: int) -> httpx.Response:
    """Send until it is answered, at one door after the other, under one key."""
    key, began = {"Idempotency-Key": str(uuid.uuid4())}, time.monotonic()
    for number in range(first, first + 200):
        try:
            reply = client.post(doors[number % len(doors)] + path, json=body, headers={**course.headers, **key})
            if reply.status_code == httpx.codes.CREATED:
                course.seconds.append((time.monotonic(), time.monotonic() - began))
                return reply
            assert reply.status_code == httpx.codes.SERVICE_UNAVAILABLE, reply.text
            course.refused.append(reply.json()["title"])
        except httpx.TransportError as error:
            course.refused.append(type(error).__name__)
        time.sleep(0.5)
    raise AssertionError(f"never answered: {course.refused[-10:]}")


def talk(doors: list[str], number: int) -> Course:
    """One whole talk, its messages at one door and the other in turn."""
    course = Course(order_of(number))
    with httpx.Client(timeout=CLIENT_SECONDS, limits=httpx.Limits(max_keepalive_connections=0)) as client:
        opened = insist(client, doors, "/v1/gesprekken", {}, course, number).json()
        course.path = f"/v1/gesprekken/{opened['id']}/berichten"
        course.headers = {"Authorization": f"Bearer {opened['token']}"}
        for place, question in enumerate(course.asked):
            insist(client, doors, course.path, {"tekst": question}, course, number + place)
    return course


def history(several: Several, course: Course) -> list[dict[str, Any]]:
    """All messages after the greeting."""
    reply = httpx.get(several.doors[0] + course.path, headers=course.headers, timeout=60)
    found: list[dict[str, Any]] = reply.raise_for_status().json()["berichten"]
    return found[1:]


def faults(several: Several, course: Course, source_of: Mapping[str, str]) -> dict[str, int]:
    """How many messages were lost, stood there twice, or had another's answer; and so in what Rasa has stored."""
    messages = history(several, course)
    asked = [one["tekst"] for one in messages if one["afzender"] == "bezoeker"]
    answers = [one["bronnen"][0]["id"] if one["bronnen"] else "" for one in messages[1::2]]
    right = [question for question, source in zip(asked, answers) if source == source_of[question]]
    talk_id = course.path.split("/")[3]
    of_rasa = f"SELECT count(*) FROM rasa.events WHERE sender_id = '{talk_id}' AND type_name = "  # noqa: S608
    [[taken]] = several.server.execute(f"{of_rasa} 'user'", several.database)
    [[told]] = several.server.execute(f"{of_rasa} 'bot'", several.database)
    return {
        "lost": max(0, len(course.asked) - len(asked)),
        "doubled": max(0, len(asked) - len(course.asked)),
        "crossed": sum(one != other for one, other in zip(course.asked, right)) + len(asked) - len(right),
        "in Rasa": abs(int(str(taken)) - len(course.asked)) + abs(int(str(told)) - len(course.asked)),
    }


def kill(several: Several, name: str) -> None:
    several.end(name)
    several.start(name)


def pause(several: Several, name: str) -> None:
    several.pause(name)
    time.sleep(PAUSED_SECONDS)
    several.go_on(name)


def restart(several: Several, name: str) -> None:
    several.server.stop("immediate")
    several.server.start()


@pytest.mark.parametrize(
    ("what", "name"),
    [*((kill, name) for name in TRIED), *((pause, name) for name in TRIED), (restart, "database")],
    ids=lambda value: value.replace(" ", "_") if isinstance(value, str) else value.__name__,
)
def test_no_message_is_lost_doubled_or_crossed(
    several: Several,
    source_of: Mapping[str, str],
    what: Callable[[Several, str], None],
    name: str,
    record_property: Callable[[str, object], None],
) -> None:
    with ThreadPoolExecutor(TALKS + 1) as visitors:
        talks = [visitors.submit(talk, several.doors, number) for number in range(TALKS)]
        time.sleep(2.0)
        began = time.monotonic()
        what(several, name)
        back = time.monotonic()
        courses = [one.result() for one in talks]
    found = [faults(several, course, source_of) for course in courses]
    total = {kind: sum(one[kind] for one in found) for kind in found[0]}
    waits = [wait for course in courses for at, wait in course.seconds if at >= began]
    figures = {
        **total,
        "answers": sum(len(course.asked) for course in courses),
        "after it": len(waits),
        "longest wait": round(max(waits), 1),
        "refused": sum(len(course.refused) for course in courses),
        "back after": round(back - began, 1),
    }
    print(f"\n{what.__name__} {name}: {figures}")
    record_property("figures", figures)
    assert total == dict.fromkeys(total, 0)
    assert len(waits) > TALKS, "it came between nothing"
    assert max(waits) < MOST_SECONDS
