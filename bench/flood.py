"""`make bench-flood`: how long a visitor waits for an answer while somebody else floods the assistant.

The visitor asks a question a second. From another address come openings and clients that ask without pause, whatever
they hear. Both addresses are said in `X-Forwarded-For`, as a web server in front does; the flood has a process of its
own, so that it does not hold up what measures.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Coroutine
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import httpx

from bench.load import percentiles
from content.live import read_content
from tests.support.assistant import BackgroundAssistant

VISITOR, FLOOD = "198.51.100.7", "203.0.113.7"
"""Addresses for examples (RFC 5737)."""

OPENINGS, CLIENTS = 2000, 30
OPENINGS_AT_ONCE = 20
QUESTIONS_A_TALK = 20
"""Then the visitor opens another conversation: one a second is more than one conversation may have."""

LONGEST_SECONDS = 60
NO_LIMITS = {
    f"{what}_{scope}": "0"
    for what, scopes in {
        "conversations": ("per_network", "in_total"),
        "messages": ("per_conversation", "per_network", "in_total"),
        "requests": ("per_network",),
    }.items()
    for scope in scopes
}


@dataclass
class Heard:
    """What the visitor got: seconds of each answer, and how many answers of each status."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)


def main() -> int:
    """Measure, and print what the visitor and the flood got."""
    parser = argparse.ArgumentParser(description="Measure a visitor's wait during a flood.")
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--model", type=Path, help="starts an assistant with this model")
    where.add_argument("--url", help="an assistant that runs on this machine")
    parser.add_argument("--seconds", type=int, default=60, help="of each part")
    parser.add_argument("--without-limits", action="store_true", help="with --model: the fair queue alone")
    arguments = parser.parse_args()
    if arguments.url:
        print(measured(arguments.url, arguments.seconds))
        return 0
    settings = NO_LIMITS if arguments.without_limits else {}
    with (
        tempfile.TemporaryDirectory() as folder,
        BackgroundAssistant(arguments.model, Path(folder), **settings) as assistant,
    ):
        print(measured(assistant.url, arguments.seconds))
    return 0


def measured(url: str, seconds: int) -> str:
    """Quiet first, then during a flood, each for so many seconds."""
    asyncio.run(ask(url, 5))  # so that everything is warm
    quiet = asyncio.run(ask(url, seconds))
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        flood = apart.submit(flooded, url, seconds + 2)
        time.sleep(1)
        during = asyncio.run(ask(url, seconds))
        openings, messages = flood.result()
    lines = [
        "| the visitor | p50 (ms) | p95 (ms) | longest (ms) | statuses |",
        "|---|---|---|---|---|",
        as_row("quiet", quiet),
        as_row("during the flood", during),
        "",
        f"The flood heard: {as_text(openings)} to its openings, {as_text(messages)} to its messages.",
    ]
    return "\n".join(lines)


async def ask(url: str, seconds: int) -> Heard:
    """A question each second, whether the one before has its answer or not."""
    questions = [topic.question for topic in read_content().guide]
    heard = Heard()
    async with a_client(url, VISITOR) as client, asyncio.TaskGroup() as group:
        talk: tuple[str, dict[str, str]] | None = None
        for number in range(seconds):
            if number % QUESTIONS_A_TALK == 0:
                talk = await opened(client, heard)
            if talk:
                group.create_task(one(client, talk, questions[number % len(questions)], heard))
            await asyncio.sleep(1)
    return heard


async def opened(client: httpx.AsyncClient, heard: Heard) -> tuple[str, dict[str, str]] | None:
    """The address for messages of a new conversation and what opens it; None when none was opened."""
    reply = await client.post("/v1/gesprekken", json={})
    if reply.status_code != httpx.codes.CREATED:
        heard.statuses[reply.status_code] += 1
        return None
    talk = reply.json()
    return f"/v1/gesprekken/{talk['id']}/berichten", {"Authorization": f"Bearer {talk['token']}"}


async def one(client: httpx.AsyncClient, talk: tuple[str, dict[str, str]], question: str, heard: Heard) -> None:
    """One question, and how long its answer took."""
    began = time.perf_counter()
    reply = await client.post(talk[0], json={"tekst": question}, headers=talk[1])
    heard.seconds.append(time.perf_counter() - began)
    heard.statuses[reply.status_code] += 1


def flooded(url: str, seconds: int) -> tuple[Counter[int], Counter[int]]:
    """Flood for so many seconds; the statuses that openings and messages got."""
    return asyncio.run(flood(url, seconds))


async def flood(url: str, seconds: int) -> tuple[Counter[int], Counter[int]]:
    """`CLIENTS` that ask without pause, and `OPENINGS` once they have their conversations, for so many seconds."""
    questions = [topic.question for topic in read_content().guide]
    openings, messages = Heard(), Heard()
    end = time.perf_counter() + seconds
    async with a_client(url, FLOOD) as client:
        talks = [talk for talk in [await opened(client, openings) for _ in range(CLIENTS)] if talk]

        async def greedy(number: int, talk: tuple[str, dict[str, str]]) -> None:
            while time.perf_counter() < end:
                await one(client, talk, questions[number % len(questions)], messages)

        async def opener() -> None:
            for _ in range(OPENINGS // OPENINGS_AT_ONCE):
                if time.perf_counter() > end:
                    return
                reply = await client.post("/v1/gesprekken", json={})
                openings.statuses[reply.status_code] += 1

        work: list[Coroutine[None, None, None]] = [greedy(number, talk) for number, talk in enumerate(talks)]
        await asyncio.gather(*work, *(opener() for _ in range(OPENINGS_AT_ONCE)))
    return openings.statuses, messages.statuses


def a_client(url: str, address: str) -> httpx.AsyncClient:
    """One that a web server on this machine passes on for this address."""
    headers = {"X-Forwarded-For": address}
    limits = httpx.Limits(max_connections=CLIENTS + OPENINGS_AT_ONCE)
    return httpx.AsyncClient(base_url=url, headers=headers, timeout=LONGEST_SECONDS, limits=limits, trust_env=False)


def as_row(name: str, heard: Heard) -> str:
    """A line of the table."""
    p50, p95 = percentiles(heard.seconds)
    times = " | ".join(f"{one * 1000:.0f}" for one in (p50, p95, max(heard.seconds)))
    return f"| {name} | {times} | {as_text(heard.statuses)} |"


def as_text(statuses: Counter[int]) -> str:
    """How many of each."""
    return ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))


if __name__ == "__main__":
    sys.exit(main())
