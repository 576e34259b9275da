"""`python -m bench.long_page`: how long the page of a long conversation takes, by the public door alone.

Answers come from a stand-in for Rasa with the guide's own texts, so what is measured is the store and the page.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient
from httpx import Response

from api.main import create_app
from api.settings import Settings
from content.live import LiveContent
from tests.support.fake_rasa import FakeRasa, an_answer
from tests.support.html_page import Page

TRIES = 15


def main() -> None:
    """Print the median times in milliseconds and the page's size."""
    parser = argparse.ArgumentParser(description="Measure the page of a long conversation.")
    parser.add_argument("--turns", type=int, default=600)
    turns: int = parser.parse_args().turns
    content = LiveContent()
    topics = list(content.current.guide)
    answers = [topics[number % len(topics)] for number in range(turns)]
    rasa = FakeRasa(an_answer(one.text, ["Meer lezen", "Iets anders"], sources=[one.id]) for one in answers)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(var_dir=Path(folder))
        with TestClient(create_app(settings, content, rasa)) as client:
            measure(client, turns)


def measure(client: TestClient, turns: int) -> None:
    """Talk for so many turns, and time what the visitor does then."""
    page = Page(client.post("/", data={"tekst": "vraag"}))
    fields = {name: page.hidden_fields[name] for name in ("gesprek", "token")}
    question = {**fields, "tekst": "vraag"}
    for _ in range(turns - 1):
        asked = client.post("/", data=question, follow_redirects=False)
    address = asked.headers["location"].partition("#")[0]
    report("read the page", lambda: client.get(address))
    report("read an earlier part", lambda: client.get(f"{address}&voor={turns}"))
    report("ask and read", lambda: client.post("/", data=question))
    report("save as text", lambda: client.post("/gesprek", data=fields))


def report(what: str, act: Callable[[], Response]) -> None:
    """Print the median of `TRIES`."""
    times = []
    for _ in range(TRIES):
        started = time.perf_counter()
        size = len(act().raise_for_status().content)
        times.append((time.perf_counter() - started) * 1000)
    print(f"{what}: {statistics.median(times):.0f} ms, {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
