"""`python -m bench.at_once --model MODEL --visitors 200`: many visitors ask one question each at the same moment.

Each opens a conversation of its own first; then all send. With `--patient` a visitor who hears when to
try again does so, as the chat for websites does, until there is an answer.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
import uuid
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import httpx

from bench.load import percentiles
from content.live import read_content
from tests.support.assistant import BackgroundAssistant

LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Seen:
    """What one visitor got, and after how many seconds; `refused` counts the answers with Retry-After before it."""

    status: int
    seconds: float
    refused: int


def main() -> int:
    """Start an assistant, let everybody ask, and print what they got."""
    parser = argparse.ArgumentParser(description="Measure many visitors at once.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--visitors", type=int, default=200)
    parser.add_argument("--patient", action="store_true")
    arguments = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        BackgroundAssistant(arguments.model, Path(folder)) as assistant,
    ):
        print(as_text(asyncio.run(ask(assistant.url, arguments.visitors, arguments.patient))))
    return 0


async def ask(url: str, visitors: int, patient: bool) -> list[Seen]:
    """All ask at once, each another of the guide's questions; one asks before, so that everything is warm."""
    questions = [topic.question for topic in read_content().guide]
    limits = httpx.Limits(max_connections=visitors)
    async with httpx.AsyncClient(base_url=url, timeout=LONGEST_SECONDS, limits=limits) as client:
        await one(client, await opened(client), questions[0], True)
        talks = [await opened(client) for _ in range(visitors)]
        return await asyncio.gather(
            *(one(client, talk, questions[number % len(questions)], patient) for number, talk in enumerate(talks))
        )


async def opened(client: httpx.AsyncClient) -> tuple[str, dict[str, str]]:
    """The address for messages of a new conversation, and what opens it."""
    talk = (await client.post("/v1/gesprekken", json={})).raise_for_status().json()
    return f"/v1/gesprekken/{talk['id']}/berichten", {"Authorization": f"Bearer {talk['token']}"}


async def one(client: httpx.AsyncClient, talk: tuple[str, dict[str, str]], question: str, patient: bool) -> Seen:
    """One visitor's question, and what became of it."""
    path, headers = talk
    headers = {**headers, "Idempotency-Key": str(uuid.uuid4())}
    began = time.perf_counter()
    refused = 0
    while True:
        try:
            reply = await client.post(path, json={"tekst": question}, headers=headers)
        except httpx.TransportError:
            return Seen(0, time.perf_counter() - began, refused)
        seconds = time.perf_counter() - began
        if not patient or "Retry-After" not in reply.headers or seconds > LONGEST_SECONDS:
            return Seen(reply.status_code, seconds, refused)
        refused += 1
        await asyncio.sleep(int(reply.headers["Retry-After"]))


def as_text(seen: list[Seen]) -> str:
    """How many got which status, and how long it took."""
    times = sorted(one.seconds for one in seen)
    p50, p95 = percentiles(times)
    return (
        f"status: {dict(Counter(one.status for one in seen))}; told to try again: {sum(one.refused for one in seen)}\n"
        f"p50 {p50:.1f} s, p95 {p95:.1f} s, longest {times[-1]:.1f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
