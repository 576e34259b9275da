"""`python -m bench.door`: what a message costs at the public door, with a Rasa that is played and answers at once.

The door runs in a process of its own, and its processor time is what counts: it stays the same on a busy machine.
`--beside FOLDER` measures the door of another checkout too, with its own `.venv`, in turns with this one.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bench.load import percentiles
from content.live import read_content
from content.paths import ROOT
from contract.details import Details
from contract.intents import Intent
from contract.message import AssistantMessage, Choice, Goal, Outcome
from tests.support.assistant import BackgroundProcess, free_ports

ROUNDS = 6
QUESTIONS_A_TALK = 20
ANSWER = AssistantMessage(
    Outcome.ANSWER,
    "Een inkoper kan sociaal ondernemers helpen door opdrachten open te zetten. " * 8,
    choices=tuple(Choice(label, Goal(Intent.READ_MORE, Details())) for label in ("Meer lezen", "Iets anders", "Stop")),
    sources=("rol/inkoper",),
)


@dataclass
class Cost:
    """Of one door: seconds of its processor and messages in each round, and milliseconds of each answer."""

    rounds: list[tuple[float, int]] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)


def main() -> int:
    """Measure, and print a row for each door; with `--play PORT` be the Rasa."""
    parser = argparse.ArgumentParser(description="Measure what a message costs at the door.")
    parser.add_argument("--beside", type=Path, action="append", default=[], help="another checkout")
    parser.add_argument("--messages", type=int, default=300, help="in each of the rounds")
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--play", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.play:
        uvicorn.run(played_rasa(), port=arguments.play, log_level="warning")
        return 0
    roots = [ROOT, *(folder.resolve() for folder in arguments.beside)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        [rasa_port] = free_ports(1)
        played = [sys.executable, "-m", "bench.door", "--play", str(rasa_port)]
        status = f"http://127.0.0.1:{rasa_port}/webhooks/bridge/status"
        stack.enter_context(BackgroundProcess(played, ROOT, dict(os.environ), folder / "rasa.log", status))
        doors = [
            stack.enter_context(a_door(root, folder / str(number), rasa_port)) for number, root in enumerate(roots)
        ]
        costs = [Cost() for _ in doors]
        for number in range(ROUNDS + 1):
            for door, cost in zip(doors, costs):
                before = used(door.pid)
                answers = asyncio.run(ask(door.url, arguments.messages, arguments.clients))
                if number:  # the first round warms up
                    cost.rounds.append((used(door.pid) - before, len(answers)))
                    cost.answers += answers
    print("| door | processor, ms a message: median, each round | answer, p50 and p95 (ms) |\n|---|---|---|")
    for root, cost in zip(roots, costs):
        print(as_row(root, cost))
    return 0


class Door(BackgroundProcess):
    """The door of a checkout, with limits for nobody: all that asks is on this machine."""

    url: str


def a_door(root: Path, var_dir: Path, rasa_port: int) -> Door:
    """Not started yet."""
    [port] = free_ports(1)
    python = root / ".venv" / "bin" / "python"
    settings = {
        "port": port,
        "rasa_port": rasa_port,
        "var_dir": var_dir,
        "bridge_secret": "of a Rasa that is played",
        "messages_in_total": 0,
        "conversations_in_total": 0,
    }
    environment = {**os.environ, "PYTHONPATH": str(root)}
    environment |= {f"ZAKBOEK_{name.upper()}": str(value) for name, value in settings.items()}
    command = [str(python) if python.exists() else sys.executable, "-m", "api.server"]
    door = Door(command, root, environment, var_dir / "door.log", f"http://127.0.0.1:{port}/readyz")
    door.url = f"http://127.0.0.1:{port}"
    return door


async def ask(url: str, messages: int, clients: int) -> list[float]:
    """So many messages by so many clients at once, in conversations of their own; milliseconds of each answer."""
    questions = [topic.question for topic in read_content().guide]
    times: list[float] = []

    async def client(count: int) -> None:
        async with httpx.AsyncClient(base_url=url, timeout=60, trust_env=False) as http:
            for number in range(count):
                if number % QUESTIONS_A_TALK == 0:
                    talk = (await http.post("/v1/gesprekken", json={})).raise_for_status().json()
                    headers = {"Authorization": f"Bearer {talk['token']}"}
                body = {"tekst": questions[number % len(questions)]}
                began = time.perf_counter()
                reply = await http.post(f"/v1/gesprekken/{talk['id']}/berichten", json=body, headers=headers)
                times.append((time.perf_counter() - began) * 1000)
                reply.raise_for_status()

    await asyncio.gather(*(client(messages // clients) for _ in range(clients)))
    return times


def used(pid: int) -> float:
    """Seconds of the processor that a process has used."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def as_row(root: Path, cost: Cost) -> str:
    """A line of the table."""
    each = [seconds / count * 1000 for seconds, count in cost.rounds]
    p50, p95 = percentiles(cost.answers)
    rounds = ", ".join(f"{one:.2f}" for one in each)
    return f"| {root.name} | {statistics.median(each):.2f}: {rounds} | {p50:.1f}, {p95:.1f} |"


def played_rasa() -> Starlette:
    """What the door knows of Rasa, with one answer to all."""

    async def messages(request: Request) -> JSONResponse:
        await request.body()
        return JSONResponse(ANSWER.to_json())

    async def status(_: Request) -> JSONResponse:
        counts = {"errors_last_hour": 0, "memory_bytes": 0}
        return JSONResponse({"model": {"rasa": "played"}, "actions": True, "store": True, **counts})

    routes = [Route("/messages", messages, methods=["POST"]), Route("/status", status)]
    return Starlette(
        routes=[Route(f"/webhooks/bridge{route.path}", route.endpoint, methods=route.methods) for route in routes]
    )


if __name__ == "__main__":
    sys.exit(main())
