"""`python -m bench.long_talk --model MODEL --turns 1000`: whether a long conversation stays as fast as it began.

Asks the same twenty questions over and over in one conversation, through the public API. In the
rounds that are shown a new conversation takes turns with it, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx

from content.live import read_content
from tests.support.assistant import BackgroundAssistant
from tests.support.client import Talk

A_ROUND = 20
SHOWN = 5
"""Rounds in the table, beside the last."""


def main() -> int:
    """Start an assistant, hold the conversation, and print the table."""
    parser = argparse.ArgumentParser(description="Measure a long conversation.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--turns", type=int, default=1000)
    arguments = parser.parse_args()
    questions = [topic.question for topic in read_content().guide][:A_ROUND]
    with (
        tempfile.TemporaryDirectory() as folder,
        BackgroundAssistant(arguments.model, Path(folder)) as assistant,
        httpx.Client(base_url=assistant.url, timeout=60) as client,
    ):
        for question in questions:  # warms up, in a conversation of its own
            Talk(client).say(question)
        measure(client, questions, arguments.turns // len(questions))
    return 0


def measure(client: httpx.Client, questions: list[str], rounds: int) -> None:
    """Hold the conversation and print a row for the first round, the last, and some between."""
    talk = Talk(client)
    print("| turns | median (ms) | of a new conversation beside it |\n|---|---|---|")
    for number in range(rounds):
        if number not in (0, rounds - 1) and number % (rounds // SHOWN or 1):
            for question in questions:
                talk.say(question)
            continue
        new = Talk(client)
        times = [(milliseconds(talk, question), milliseconds(new, question)) for question in questions]
        long, fresh = (statistics.median(found) for found in zip(*times, strict=True))
        first = number * len(questions) + 1
        print(f"| {first} to {first + len(questions) - 1} | {long:.0f} | {fresh:.0f} |", flush=True)


def milliseconds(talk: Talk, question: str) -> float:
    """How long the answer took."""
    began = time.perf_counter()
    talk.say(question)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
