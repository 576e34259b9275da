"""Two doors and three engines on one PostgreSQL: whichever ends or stops for a while, no message is lost or crossed.

Each talk asks the same questions in an order of its own, so that the answer to another's shows. A visitor's client
insists: at the other door when one does not answer, under the same idempotency key.

All of it, in stretches of some minutes: `-k kill`, `-k pause`, `-k "database or redis"`.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest

from tests.support import postgres, redis_server
from tests.support.running_assistant import model_under_test
from tests.support.several import DOORS, PARTS, Several

QUESTIONS = (
    "Wat doet een inkoper?",
    "Wat doet een verbinder?",
    "Wat doet een financier?",
    "Wat doet een ambassadeur?",
    "Wat is social return?",
    "Wat is een launching customer?",
)
TRIED = PARTS if os.environ.get("ZAKBOEK_TEST_ALL_PARTS") else ("door 1", "engine 1")
"""Those that end and stop."""

VISITORS = int(os.environ.get("ZAKBOEK_TEST_VISITORS") or 8)
"""Talks at once; the system is to be tried with 200, which takes a quarter of an hour with all parts."""

ROUNDS = 2
"""Times that each talk asks all questions: so many that sessions begin anew in Rasa."""

READS_SECONDS = max(0.3, VISITORS / 40)
"""From an answer to the next question: two cores, which all visitors are on too, answer some fifty a second."""

PAUSED_SECONDS = float(os.environ.get("ZAKBOEK_TEST_PAUSE_SECONDS") or 12)
"""Longer than a lease or a claim holds, and than an engine that hangs is waited for."""

OPENINGS = 5
"""What a network may open a minute. The talks come from this machine itself, which no such limit holds for."""

MOST_OPENINGS = (OPENINGS + 1) * len(DOORS)
"""With each door counting alone, and one more where a minute ends."""

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

    refused: list[tuple[float, str]] = field(default_factory=list)
    """When an attempt failed, and how."""


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Several]:
    if reason := postgres.missing():
        pytest.skip(reason)
    limit = str(OPENINGS)
    with Several(model_under_test(), tmp_path_factory.mktemp("several"), conversations_per_network=limit) as running:
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
            course.refused.append((time.monotonic(), reply.json()["title"]))
        except httpx.TransportError as error:
            course.refused.append((time.monotonic(), type(error).__name__))
        time.sleep(0.5)
    raise AssertionError(f"never answered: {course.refused[-10:]}")


def visit(doors: list[str], number: int, over: threading.Event) -> list[Course]:
    """One talk after the other until it is `over`."""
    courses = [talk(doors, number)]
    while not over.is_set():
        courses.append(talk(doors, number))
    return courses


def talk(doors: list[str], number: int) -> Course:
    """One whole talk, its messages at one door and the other in turn."""
    course = Course(order_of(number))
    with httpx.Client(timeout=CLIENT_SECONDS, limits=httpx.Limits(max_keepalive_connections=0)) as client:
        opened = insist(client, doors, "/v1/gesprekken", {}, course, number).json()
        course.path = f"/v1/gesprekken/{opened['id']}/berichten"
        course.headers = {"Authorization": f"Bearer {opened['token']}"}
        for place, question in enumerate(course.asked):
            insist(client, doors, course.path, {"tekst": question}, course, number + place)
            time.sleep(READS_SECONDS)
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


def end_and_start(several: Several, name: str) -> None:
    """Nobody may open as much as they like meanwhile."""
    assert several.redis is not None
    assert OPENINGS <= opened(several, "192.0.2.1") <= MOST_OPENINGS
    several.redis.stop()
    assert OPENINGS <= opened(several, "192.0.2.2") <= MOST_OPENINGS
    assert not any(redis_answers(door) for door in several.doors)
    several.redis.start()
    while not all(redis_answers(door) for door in several.doors):
        time.sleep(0.5)
    assert OPENINGS <= opened(several, "192.0.2.3") <= MOST_OPENINGS


def opened(several: Several, network: str) -> int:
    """How many conversations somebody of this network may open who asks the doors in turn, each until it refuses."""
    count, doors = 0, several.doors
    while doors:
        let_in = []
        for door in doors:
            headers = {"X-Forwarded-For": network}
            status = httpx.post(f"{door}/v1/gesprekken", json={}, headers=headers, timeout=60).status_code
            assert status in (httpx.codes.CREATED, httpx.codes.TOO_MANY_REQUESTS)
            if status == httpx.codes.CREATED:
                let_in.append(door)
        count, doors = count + len(let_in), let_in
        assert count <= MOST_OPENINGS
    return count


def redis_answers(door: str) -> bool:
    """As the door tells its operator."""
    told: dict[str, Any] = httpx.get(f"{door}/readyz", timeout=60).json()
    return bool(told["redis"]["answers"])


@pytest.mark.parametrize(
    ("what", "name"),
    [
        *((kill, name) for name in TRIED),
        *((pause, name) for name in TRIED),
        (restart, "database"),
        (end_and_start, "redis"),
    ],
    ids=lambda value: value.replace(" ", "_") if isinstance(value, str) else value.__name__,
)
def test_no_message_is_lost_doubled_or_crossed(
    several: Several,
    source_of: Mapping[str, str],
    what: Callable[[Several, str], None],
    name: str,
    record_property: Callable[[str, object], None],
) -> None:
    if name == "redis" and several.redis is None:
        pytest.skip(redis_server.missing())
    with ThreadPoolExecutor(VISITORS) as visitors:
        over = threading.Event()
        visits = [visitors.submit(visit, several.doors, number, over) for number in range(VISITORS)]
        time.sleep(2.0)
        began = time.monotonic()
        try:
            what(several, name)
        finally:
            over.set()
        back = time.monotonic()
        courses = [course for one in visits for course in one.result()]
    found = [faults(several, course, source_of) for course in courses]
    total = {kind: sum(one[kind] for one in found) for kind in found[0]}
    waits = [wait for course in courses for at, wait in course.seconds if at >= began]
    refused = [at for course in courses for at, _ in course.refused]
    figures = {
        **total,
        "answers": sum(len(course.asked) for course in courses),
        "after it": len(waits),
        "longest wait": round(max(waits), 1),
        "refused": len(refused),
        "back after": round(back - began, 1),
        "last refused after it was back": round(max([0.0, *(at - back for at in refused)]), 1),
    }
    print(f"\n{what.__name__} {name}: {figures}")
    record_property("figures", figures)
    assert total == dict.fromkeys(total, 0)
    assert len(waits) > VISITORS, "it came between nothing"
    assert max(waits) < MOST_SECONDS


def test_afterwards_the_doors_count_together_again(several: Several) -> None:
    """A door that waits too long for Redis on a busy machine counts alone for some seconds, so it is tried thrice."""
    if several.redis is None:
        pytest.skip(redis_server.missing())
    assert any(opened(several, f"198.51.100.{number}") == OPENINGS for number in range(3))
