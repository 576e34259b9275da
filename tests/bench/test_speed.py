"""The comparison with a stock Rasa: each talk is a new one, and the table says what was seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import stock
from bench.load import (
    CLIENTS,
    QUESTIONS_A_CLIENT,
    QUESTIONS_A_TALK,
    Point,
    long_talk,
    percentiles,
    short_talks,
    without_pause,
)
from bench.speed import Seen, as_table, in_a_line
from bench.systems import Ask, Zakboek
from content.live import read_content

pytestmark = pytest.mark.anyio
QUESTIONS = [f"vraag {number}" for number in range(2 * QUESTIONS_A_TALK + 1)]


class Counting(Zakboek):
    """Answers at once, and remembers what was asked in which talk."""

    def __init__(self) -> None:
        self.talks: list[list[str]] = []

    async def open(self) -> Ask:
        """A talk that is remembered."""
        talk: list[str] = []
        self.talks.append(talk)

        async def ask(question: str) -> None:
            talk.append(question)

        return ask


async def test_short_talks_are_new_ones_and_ask_each_question_once() -> None:
    system = Counting()
    assert len(await short_talks(system, QUESTIONS)) == len(QUESTIONS)
    assert [len(talk) for talk in system.talks] == [QUESTIONS_A_TALK, QUESTIONS_A_TALK, 1]
    assert [question for talk in system.talks for question in talk] == QUESTIONS


async def test_a_long_talk_is_one_talk() -> None:
    system = Counting()
    assert len(await long_talk(system, QUESTIONS, 30)) == 30
    assert [len(talk) for talk in system.talks] == [30]


async def test_each_client_has_a_talk_of_its_own() -> None:
    system = Counting()
    assert await without_pause(system, QUESTIONS) > 0
    assert [len(talk) for talk in system.talks] == [QUESTIONS_A_CLIENT] * CLIENTS


def test_percentiles() -> None:
    assert percentiles([]) == (0.0, 0.0)
    assert percentiles([7.0]) == (7.0, 7.0)
    p50, p95 = percentiles([float(number) for number in range(1, 101)])
    assert (p50, round(p95)) == (50.5, 96)


def test_the_table_has_the_ratio_and_who_had_no_answer() -> None:
    ours = Seen(
        start=8.0,
        short=[10.0, 10.0],
        short_by_httpx=[12.0],
        long=[10.0] * 20 + [20.0] * 20,
        rates=[100.0],
        curve=[Point(200, 12.0, 30.0, 90, 0)],
        memory=600.0,
    )
    theirs = Seen(
        start=32.0,
        short=[40.0, 40.0],
        short_by_httpx=[42.0],
        long=[40.0] * 40,
        rates=[25.0],
        curve=[Point(200, 80.0, 9000.0, 50, 7)],
        memory=1200.0,
    )
    table = as_table({"Zakboek": ours, "stock Rasa": theirs})
    assert "| answers a second, 16 clients | 100.0 | 25.0 | 4.00 |" in table
    assert "| p50 as httpx sees it (ms) | 12.0 | 42.0 | 0.29 |" in table
    assert "| turn 21 to 40, p50 (ms) | 20.0 | 40.0 | 0.50 |" in table
    assert "| 200 | 12, 30, 0 | 80, 9000, 7 |" in table
    line = in_a_line({"Zakboek": ours, "stock Rasa": theirs})
    assert line == "An answer takes 0.25 times as long as a small stock Rasa's (p50: 10, 40 ms)."


def test_a_stock_rasa_is_trained_once_for_the_same_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trained: list[Path] = []

    def train(folder: Path) -> float:
        trained.append(folder)
        (folder / "models").mkdir()
        (folder / "models" / "stock.tar.gz").touch()
        return 1.0

    monkeypatch.setattr(stock, "STOCK", tmp_path)
    monkeypatch.setattr(stock, "train", train)
    content = read_content()
    first = stock.trained_stock(content, 1)
    (first / "tracker.db").touch()
    assert stock.trained_stock(content, 1) == first
    assert not (first / "tracker.db").exists(), "its senders would carry on from an earlier run"
    assert stock.trained_stock(content, 5) != first
    some = stock.trained_stock(content, 1, stock.SMALL)
    assert len(trained) == 3
    of_some, of_all = ((folder / "data" / "nlu.yml").read_text(encoding="utf-8") for folder in (some, first))
    assert of_some.count("intent: ") == of_all.count("intent: ")
    assert len(of_some) < len(of_all) / 10
