"""`make bench`: speed, start and memory of the assistant beside a stock Rasa, in one run.

Both answer the same questions over their public HTTP interface, in rounds that take turns, so
that a machine that slows down slows both. Times are seen by the client.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import psutil

from bench.stock import StockRasa, train, write_project
from content.live import Content, read_content
from content.paths import ROOT
from tests.support.assistant import BackgroundAssistant

ROUNDS = 5
CLIENTS = 16
QUESTIONS_A_CLIENT = 10
MEBIBYTE = 1024 * 1024
RESULTS = ROOT / "bench" / "results"

Ask = Callable[[str], Awaitable[None]]


@dataclass(frozen=True)
class Figures:
    """What one system did; times in milliseconds, start in seconds, memory in MiB."""

    p50: float
    p95: float
    throughput: float
    start: float
    memory: float


def main() -> int:
    """Run the comparison and write its table to bench/results."""
    parser = argparse.ArgumentParser(description="Compare with a stock Rasa.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=5, help="of the stock Rasa's training; 100 is Rasa's default")
    arguments = parser.parse_args()
    model: Path = arguments.model
    print("This takes about 10 minutes on 2 cores with 5 epochs, over an hour with 100.", flush=True)
    content = read_content()
    with tempfile.TemporaryDirectory() as folder:
        stock = Path(folder) / "stock"
        print(f"1/4 Training the stock Rasa (DIET and TED, {arguments.epochs} epochs) ...", flush=True)
        write_project(stock, content, arguments.epochs)
        print(f"    {train(stock):.0f} s", flush=True)
        table = asyncio.run(compare(model, stock, Path(folder) / "var", content))
    RESULTS.mkdir(parents=True, exist_ok=True)
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    now = datetime.now(UTC)
    file = RESULTS / f"{now:%Y-%m-%d}-{commit or 'no-commit'}.md"
    made = f"`make bench EPOCHS={arguments.epochs}`, {now:%Y-%m-%d %H:%M} UTC, commit {commit}, {os.cpu_count()} cores"
    head = f"# Speed beside a stock Rasa\n\n{made}\n\n"
    file.write_text(f"{head}{table}\n", encoding="utf-8")
    print(f"\n{table}\n\nWritten to {file.relative_to(ROOT)}")
    return 0


async def compare(model: Path, stock_folder: Path, var_dir: Path, content: Content) -> str:
    """Start both, measure in turns, and give the table."""
    questions = [topic.question for topic in content.guide]
    print("2/4 Starting both ...", flush=True)
    with BackgroundAssistant(model, var_dir) as assistant, StockRasa(stock_folder) as stock:
        ours, theirs = Zakboek(assistant.url), Stock(stock.url)
        systems: tuple[Zakboek | Stock, ...] = (ours, theirs)
        async with ours.client, theirs.client:
            times: tuple[list[float], list[float]] = ([], [])
            print(f"3/4 {ROUNDS} rounds of {len(questions)} questions each, one at a time ...", flush=True)
            for number in range(ROUNDS + 1):
                for system, kept in zip(systems, times, strict=True):
                    found = await one_by_one(await system.open(), questions)
                    if number:  # the first round warms up
                        kept.extend(found)
            print(f"4/4 {CLIENTS} clients at once ...", flush=True)
            rates: tuple[list[float], list[float]] = ([], [])
            for _ in range(3):
                for system, rate in zip(systems, rates, strict=True):
                    rate.append(await at_once(system, questions))
        starts, pids = (assistant.seconds_to_ready, stock.seconds_to_ready), (assistant.pid, stock.pid)
        figures = [
            Figures(*percentiles(found), statistics.median(rate), start, memory(pid))
            for found, rate, start, pid in zip(times, rates, starts, pids, strict=True)
        ]
    silence = f"The stock Rasa gave an empty answer to {theirs.silent} of {theirs.asked} questions."
    return f"{as_table(figures[0], figures[1])}\n\n{silence}"


class Zakboek:
    """Our public API."""

    def __init__(self, url: str) -> None:
        self.client = httpx.AsyncClient(base_url=url, timeout=120)

    async def open(self) -> Ask:
        """A new conversation; the returned function asks one question in it."""
        opened = (await self.client.post("/v1/gesprekken", json={})).raise_for_status().json()
        headers = {"Authorization": f"Bearer {opened['token']}"}

        async def ask(question: str) -> None:
            path = f"/v1/gesprekken/{opened['id']}/berichten"
            (await self.client.post(path, json={"tekst": question}, headers=headers)).raise_for_status()

        return ask


class Stock:
    """Rasa's REST channel."""

    def __init__(self, url: str) -> None:
        self.client = httpx.AsyncClient(base_url=url, timeout=120)
        self._opened = 0
        self.asked = 0
        self.silent = 0
        """Questions that Rasa's own fallback answered with nothing; they count in the times."""

    async def open(self) -> Ask:
        """A new sender; the returned function asks one question as that sender."""
        self._opened += 1
        sender = f"sender-{self._opened}"

        async def ask(question: str) -> None:
            body = {"sender": sender, "message": question}
            reply = (await self.client.post("/webhooks/rest/webhook", json=body)).raise_for_status()
            self.silent += not reply.json()
            self.asked += 1

        return ask


async def one_by_one(ask: Ask, questions: list[str]) -> list[float]:
    """Milliseconds for each question, one after the other."""
    found = []
    for question in questions:
        started = time.perf_counter()
        await ask(question)
        found.append((time.perf_counter() - started) * 1000)
    return found


async def at_once(system: Zakboek | Stock, questions: list[str]) -> float:
    """Answers a second with `CLIENTS` conversations at once."""

    async def visitor(number: int) -> None:
        ask = await system.open()
        for index in range(QUESTIONS_A_CLIENT):
            await ask(questions[(number + index) % len(questions)])

    started = time.perf_counter()
    await asyncio.gather(*(visitor(number) for number in range(CLIENTS)))
    return CLIENTS * QUESTIONS_A_CLIENT / (time.perf_counter() - started)


def percentiles(times: list[float]) -> tuple[float, float]:
    """The 50th and the 95th."""
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def memory(pid: int) -> float:
    """MiB of a process and all below it, shared pages counted in proportion (PSS)."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / MEBIBYTE


def as_table(ours: Figures, theirs: Figures) -> str:
    """A Markdown table with the ratio ours / stock."""
    rows = [
        ("answer, p50 (ms)", ours.p50, theirs.p50),
        ("answer, p95 (ms)", ours.p95, theirs.p95),
        (f"answers a second, {CLIENTS} clients", ours.throughput, theirs.throughput),
        ("start to ready (s)", ours.start, theirs.start),
        ("memory of all processes (MiB, PSS)", ours.memory, theirs.memory),
    ]
    lines = ["| what | Zakboek | stock Rasa | ratio |", "|---|---|---|---|"]
    lines += [f"| {name} | {a:.1f} | {b:.1f} | {a / b:.2f} |" for name, a, b in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
