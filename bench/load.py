"""Ways to ask: one talk after the other, one long talk, clients without pause, and visitors who come by the clock."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.clients import NO_ANSWER
from bench.systems import Ask, System

QUESTIONS_A_TALK = 5
CLIENTS = 16
QUESTIONS_A_CLIENT = 10
SECONDS_BETWEEN_QUESTIONS = 5.0
"""Of one visitor, on average: reading an answer and typing the next question."""


@dataclass(frozen=True)
class Point:
    """So many visitors at once, the milliseconds of their answers' 50th and 95th percentile, and who had none."""

    visitors: int
    p50: float
    p95: float
    answered: int
    failed: int


async def short_talks(system: System, questions: Sequence[str]) -> list[float]:
    """Milliseconds of each question, one at a time, in new talks of `QUESTIONS_A_TALK`."""
    found = []
    for first in range(0, len(questions), QUESTIONS_A_TALK):
        ask = await system.open()
        found += [await milliseconds(ask, question) for question in questions[first : first + QUESTIONS_A_TALK]]
    return found


async def long_talk(system: System, questions: Sequence[str], turns: int) -> list[float]:
    """Milliseconds of each of `turns` in one talk."""
    ask = await system.open()
    return [await milliseconds(ask, questions[turn % len(questions)]) for turn in range(turns)]


async def without_pause(system: System, questions: Sequence[str]) -> float:
    """Answers a second with `CLIENTS` talks, each of which asks as soon as it has its answer."""

    async def client(number: int) -> None:
        ask = await system.open()
        for turn in range(QUESTIONS_A_CLIENT):
            await ask(questions[(number + turn) % len(questions)])

    began = time.perf_counter()
    await asyncio.gather(*map(client, range(CLIENTS)))
    return CLIENTS * QUESTIONS_A_CLIENT / (time.perf_counter() - began)


async def by_the_clock(system: System, questions: Sequence[str], visitors: int, seconds: float) -> Point:
    """`visitors` who ask at moments that are set before, whether or not the system can follow; times count from those.

    So an answer that keeps the next question waiting is counted twice, as the visitor sees it.
    """
    times: list[float] = []
    failed = 0

    async def visitor(number: int) -> None:
        nonlocal failed
        moments, ask = random.Random(number), await system.open()  # noqa: S311
        due = began + moments.uniform(0, SECONDS_BETWEEN_QUESTIONS)
        while due < began + seconds:
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            try:
                await ask(moments.choice(questions))
                times.append((time.perf_counter() - due) * 1000)
            except NO_ANSWER:
                failed += 1
            due += moments.expovariate(1 / SECONDS_BETWEEN_QUESTIONS)

    began = time.perf_counter() + 1
    await asyncio.gather(*map(visitor, range(visitors)))
    return Point(visitors, *percentiles(times), len(times), failed)


async def milliseconds(ask: Ask, question: str) -> float:
    """How long the answer took."""
    began = time.perf_counter()
    await ask(question)
    return (time.perf_counter() - began) * 1000


def percentiles(times: Sequence[float]) -> tuple[float, float]:
    """The 50th and the 95th; of a single time that time."""
    if len(times) < 2:
        return (times[0], times[0]) if times else (0.0, 0.0)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]
