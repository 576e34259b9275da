"""`make bench`: speed, start and memory of the assistant beside a stock Rasa, in one run.

Both answer the same questions over their public HTTP interface, in turns, so that a machine that slows down slows both.
Times are seen by the client (`bench.clients`). Every talk is a new one: a stock Rasa gets slower with each turn of one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench import stock
from bench.clients import aiohttp_client, httpx_client
from bench.load import (
    CLIENTS,
    QUESTIONS_A_TALK,
    Point,
    by_the_clock,
    long_talk,
    percentiles,
    short_talks,
    without_pause,
)
from bench.systems import Stock, System, Zakboek
from content.live import Content, read_content
from content.paths import ROOT
from tests.support.assistant import BackgroundAssistant

RESULTS = ROOT / "bench" / "results"
MEBIBYTE = 1024 * 1024
PART_OF_LONG_TALK = 20
"""Turns at its begin and at its end that are compared."""


@dataclass(frozen=True)
class Extent:
    """How much is measured."""

    rounds: int
    rounds_by_httpx: int
    rates: int
    long_turns: int
    visitors: Sequence[int]
    seconds: float
    stock: stock.Size = stock.WHOLE
    starts_at_once: bool = False
    """Both start beside each other, and how long they take is not told."""

    questions: int | None = None
    """The first so many; all of them when None."""


WHOLE = Extent(rounds=5, rounds_by_httpx=3, rates=5, long_turns=200, visitors=(1, 10, 25, 50, 100, 200), seconds=20)
QUICK = Extent(2, 0, 0, 0, (), 0, stock.SMALL, starts_at_once=True, questions=25)


@dataclass
class Seen:
    """What one system did: times in milliseconds, answers a second, seconds to its start, memory in MiB."""

    start: float | None = None
    short: list[float] = field(default_factory=list)
    short_by_httpx: list[float] = field(default_factory=list)
    long: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    curve: list[Point] = field(default_factory=list)
    memory: float = 0.0


def main() -> int:
    """Run the comparison; what is whole is written to bench/results, as a table, as figures and as a picture."""
    parser = argparse.ArgumentParser(description="Compare with a stock Rasa.")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1, help="of the stock Rasa's training; 100 is Rasa's default")
    parser.add_argument("--engines", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="a few answers only, of which nothing is written")
    arguments = parser.parse_args()
    content, extent = read_content(), QUICK if arguments.quick else WHOLE
    told = f"DIET and TED, epochs: {arguments.epochs}" if extent.stock.learns else "DIET alone, which learns nothing"
    print(f"Making the stock Rasa ({told}), if it is not there ...", flush=True)
    folder = stock.trained_stock(content, arguments.epochs, extent.stock)
    seen, silence = asyncio.run(compare(arguments.model, arguments.engines, folder, content, extent))
    print(f"\n{as_table(seen)}\n\n{silence}")
    if arguments.quick:
        print(in_a_line(seen))
    else:
        write(seen, silence, arguments)
    return 0


async def compare(
    model: Path, engines: int, stock_folder: Path, content: Content, extent: Extent
) -> tuple[dict[str, Seen], str]:
    """Start both and measure in turns; what each did by its name, and how often the stock Rasa said nothing."""
    questions = [topic.question for topic in content.guide][: extent.questions]
    print("Starting both ...", flush=True)
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        assistant = BackgroundAssistant(model, Path(folder), engines=str(engines))
        other = stock.StockRasa(stock_folder)
        with ThreadPoolExecutor(2 if extent.starts_at_once else 1) as starts:
            list(starts.map(stack.enter_context, (assistant, other)))
        async with aiohttp_client(assistant.url) as ask_ours, aiohttp_client(other.url) as ask_theirs:
            ours, theirs = Zakboek(ask_ours), Stock(ask_theirs)
            pairs = (ours, Seen()), (theirs, Seen())
            await measure(pairs, questions, extent)
        async with httpx_client(assistant.url) as ask_ours, httpx_client(other.url) as ask_theirs:
            by_httpx = (Zakboek(ask_ours), pairs[0][1]), (Stock(ask_theirs), pairs[1][1])
            await measure_by_httpx(by_httpx, questions, extent)
        for (_, seen), process in zip(pairs, (assistant, other), strict=True):
            seen.memory = memory(process.pid)
            seen.start = None if extent.starts_at_once else process.seconds_to_ready
    silence = f"The stock Rasa gave an empty answer to {theirs.silent} of {theirs.asked} questions."
    return {system.name: seen for system, seen in pairs}, silence


async def measure(pairs: Sequence[tuple[System, Seen]], questions: Sequence[str], extent: Extent) -> None:
    """All that `extent` says, system by system in turns."""
    print("Short talks ...", flush=True)
    for system, _ in pairs:  # warms up
        await short_talks(system, questions)
    for _ in range(extent.rounds):
        for system, seen in pairs:
            seen.short += await short_talks(system, questions)
    for _ in range(extent.rates):
        print(f"{CLIENTS} clients without pause ...", flush=True)
        for system, seen in pairs:
            seen.rates.append(await without_pause(system, questions))
    for visitors in extent.visitors:
        print(f"Visitors by the clock: {visitors} ...", flush=True)
        for system, seen in pairs:
            seen.curve.append(await by_the_clock(system, questions, visitors, extent.seconds))
    if extent.long_turns:
        print("A long talk ...", flush=True)
        for system, seen in pairs:
            seen.long += await long_talk(system, questions, extent.long_turns)


async def measure_by_httpx(pairs: Sequence[tuple[System, Seen]], questions: Sequence[str], extent: Extent) -> None:
    """Short talks once more, as most Python programs would ask."""
    for _ in range(extent.rounds_by_httpx):
        for system, seen in pairs:
            seen.short_by_httpx += await short_talks(system, questions)


def memory(pid: int) -> float:
    """MiB of a process and all below it, shared pages counted in proportion (PSS)."""
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(process.memory_full_info().pss for process in family) / MEBIBYTE


def as_table(seen: dict[str, Seen]) -> str:
    """A Markdown table with the ratio ours / stock."""
    ours, theirs = seen.values()
    talks = f"answer in talks of {QUESTIONS_A_TALK}"
    rows: list[tuple[str, Callable[[Seen], float]]] = [
        (f"{talks}, p50 (ms)", lambda one: percentiles(one.short)[0]),
        (f"{talks}, p95 (ms)", lambda one: percentiles(one.short)[1]),
    ]
    if ours.short_by_httpx:
        rows.append(("p50 as httpx sees it (ms)", lambda one: percentiles(one.short_by_httpx)[0]))
    rows.append(("memory of all processes (MiB, PSS)", lambda one: one.memory))
    if ours.rates:
        rows.append((f"answers a second, {CLIENTS} clients", lambda one: statistics.median(one.rates)))
    if ours.start and theirs.start:
        rows.append(("start to ready (s)", lambda one: one.start or 0.0))
    if turns := len(ours.long):
        part = PART_OF_LONG_TALK
        rows += [
            (f"turn 1 to {part} of one talk, p50 (ms)", lambda one: statistics.median(one.long[:part])),
            (f"turn {turns - part + 1} to {turns}, p50 (ms)", lambda one: statistics.median(one.long[-part:])),
        ]
    lines = ["| what | Zakboek | stock Rasa | ratio |", "|---|---|---|---|"]
    for name, figure in rows:
        a, b = figure(ours), figure(theirs)
        lines.append(f"| {name} | {a:.1f} | {b:.1f} | {a / b:.2f} |")
    if ours.curve:
        lines += ["", f"| visitors at once | {' | '.join(f'{name}: p50, p95 (ms), without answer' for name in seen)} |"]
        lines += ["|---|---|---|"]
        for points in zip(ours.curve, theirs.curve, strict=True):
            cells = (f"{point.p50:.0f}, {point.p95:.0f}, {point.failed}" for point in points)
            lines.append(f"| {points[0].visitors} | {' | '.join(cells)} |")
    return "\n".join(lines)


def in_a_line(seen: dict[str, Seen]) -> str:
    """The ratio, for a log that many runs stand in."""
    ours, theirs = (percentiles(one.short)[0] for one in seen.values())
    return (
        f"An answer takes {ours / theirs:.2f} times as long as a small stock Rasa's (p50: {ours:.0f}, {theirs:.0f} ms)."
    )


def write(seen: dict[str, Seen], silence: str, arguments: argparse.Namespace) -> None:
    """Table, figures and picture into `bench/results`, named by day and commit."""
    from bench.curve import draw  # imported here: it takes a second, and the quick form draws nothing

    commit, now = current_commit(), datetime.now(UTC)
    file = RESULTS / f"{now:%Y-%m-%d}-{commit}"
    RESULTS.mkdir(parents=True, exist_ok=True)
    made = (
        f"`make bench EPOCHS={arguments.epochs} ENGINES={arguments.engines}`, {now:%Y-%m-%d %H:%M} UTC, "
        f"commit {commit}, {os.cpu_count()} cores, {platform.machine()}"
    )
    picture = f"![How long visitors wait, by how many there are]({file.name}.svg)"
    file.with_suffix(".md").write_text(
        f"# Speed beside a stock Rasa\n\n{made}\n\n{as_table(seen)}\n\n{silence}\n\n{picture}\n", encoding="utf-8"
    )
    figures = {"made": made, **{name: asdict(one) for name, one in seen.items()}}
    file.with_suffix(".json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    draw({name: one.curve for name, one in seen.items()}, file.with_suffix(".svg"))
    print(f"\nWritten to {file.relative_to(ROOT)}.md, .json and .svg")


def current_commit() -> str:
    """Its short name; "no-commit" outside a repository."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "no-commit"


if __name__ == "__main__":
    sys.exit(main())
