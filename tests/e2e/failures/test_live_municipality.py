"""A municipality changes its file while people talk: live in seconds, nobody's conversation is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from content.paths import DATA
from tests.support.assistant import BackgroundAssistant
from tests.support.client import Talk
from tests.support.running_assistant import start

TALKS = 20
LIVE_WITHIN_SECONDS = 5
QUESTION = "Waar kan ik terecht met mijn bedrijf?"
OLD, NEW = "0900 000 0001", "0900 000 0077"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("gemeenten")
    for file in DATA.municipalities.glob("*.yml"):
        (found / file.name).write_bytes(file.read_bytes())
    return found


@pytest.fixture(scope="module")
def assistant(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BackgroundAssistant]:
    with start(tmp_path_factory.mktemp("var"), gemeenten_dir=str(folder)) as running:
        yield running


def test_a_change_is_live_and_a_mistake_never_is(assistant: BackgroundAssistant, folder: Path) -> None:
    file = folder / "voorbeeldstad.yml"
    right = file.read_text(encoding="utf-8")
    with httpx.Client(base_url=assistant.url, timeout=60) as client, ThreadPoolExecutor(TALKS) as people:
        talks = [Talk(client, gemeente="voorbeeldstad") for _ in range(TALKS)]

        def everyone_reads(number: str) -> bool:
            return all(number in reply.text for reply in people.map(lambda talk: talk.say(QUESTION), talks))

        assert everyone_reads(OLD)
        file.write_text(right.replace(OLD, NEW), encoding="utf-8")
        changed = time.monotonic()
        while not everyone_reads(NEW):
            assert time.monotonic() - changed < LIVE_WITHIN_SECONDS
        print(f"live for {TALKS} conversations after {time.monotonic() - changed:.1f} s")

        file.write_text(right.replace("voor: [werk]", "voor: [wrk]"), encoding="utf-8")
        changed = time.monotonic()
        while (problem := client.get("/readyz").json()["content"]["problem"]) is None:
            assert time.monotonic() - changed < LIVE_WITHIN_SECONDS
            assert everyone_reads(NEW)
        line = right[: right.index("voor: [werk]")].count("\n") + 1
        assert f"voorbeeldstad.yml:{line}: " in problem
        assert "'wrk' kan hier niet" in problem
        assert everyone_reads(NEW)
        assert client.get("/readyz").status_code == 200
