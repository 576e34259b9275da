"""What visitors type stands in no line of the door's log and in no file but the database, whatever goes wrong."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.conversations.rasa_client import AheadOfStore, TurnFailed
from api.store import sqlite
from contract.message import AssistantMessage
from contract.turn import Turn
from tests.api.conftest import DATABASE, told_of_errors
from tests.support.fake_rasa import FakeRasa
from tests.support.store_trouble import break_table, locked

MARKER = "zeldzaamwoord"


class RaisingRasa(FakeRasa):
    """Answers with an error that quotes its message, as libraries do."""

    async def answer(self, turn: Turn, within: float, ahead: AheadOfStore | None = None) -> AssistantMessage:
        """Not at all."""
        raise ValueError(f"cannot read {turn.text!r}")


class Talk:
    """A visitor who types the marker everywhere."""

    def __init__(self, client: TestClient) -> None:
        self.client = told_of_errors(client)
        opened = self.client.post("/v1/gesprekken", json={}).json()
        self.path = f"/v1/gesprekken/{opened['id']}"
        self.form = {"gesprek": opened["id"], "token": opened["token"]}
        self.headers = {"Authorization": f"Bearer {opened['token']}"}
        self.greeting = opened["berichten"][0]["id"]

    def type_everywhere(self) -> set[int]:
        """The status codes."""
        message, rating = f"{self.path}/berichten", f"{self.path}/berichten/{self.greeting}/waardering"
        calls: list[tuple[str, str, dict[str, Any]]] = [
            ("POST", message, {"json": {"tekst": MARKER}}),
            ("POST", message, {"json": {"tekst": [MARKER]}}),
            ("POST", message, {"json": {"keuze": MARKER}}),
            ("POST", message, {"content": f'{{"tekst": "{MARKER}'}),
            ("POST", "/v1/gesprekken", {"json": {"gemeente": MARKER}}),
            ("PUT", rating, {"json": {"nuttig": True, "toelichting": MARKER}}),
            ("PUT", rating, {"json": {"nuttig": MARKER}}),
            ("POST", "/", {"data": {**self.form, "tekst": MARKER}}),
            ("POST", "/", {"data": {**self.form, "doe": MARKER}}),
            ("GET", f"/gids/{MARKER}", {}),
        ]
        return {
            self.client.request(method, path, headers=self.headers, **more).status_code for method, path, more in calls
        }


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], str]]:
    """All that a log file would hold, of every library and level."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    monkeypatch.setattr(root, "level", logging.DEBUG)
    monkeypatch.setattr(sqlite, "LOCKED_MILLISECONDS", 1)
    yield stream.getvalue
    root.removeHandler(handler)


def files(var_dir: Path) -> str:
    """All but the database, which is for what people type."""
    others = [file for file in var_dir.rglob("*") if file.is_file() and not file.name.startswith(DATABASE)]
    return "".join(file.read_text(encoding="utf-8", errors="replace") for file in others)


def test_nothing_typed_is_logged(door: Callable[..., TestClient], var_dir: Path, written: Callable[[], str]) -> None:
    rasa = FakeRasa()
    talk = Talk(door(rasa=rasa))
    assert 200 in talk.type_everywhere()
    rasa.script = [TurnFailed("no answer")] * 12
    assert 503 in talk.type_everywhere()
    rasa.away = True
    assert 503 in talk.type_everywhere()
    with locked(var_dir / DATABASE):
        assert 503 in talk.type_everywhere()
    break_table(var_dir / DATABASE, "choices")
    talk.type_everywhere()
    break_table(var_dir / DATABASE, "messages")
    assert 503 in talk.type_everywhere()
    assert "database is locked" in written()
    assert "no such table" in written()
    assert MARKER not in written() + files(var_dir)


def test_nor_by_an_error_that_nobody_expected(
    door: Callable[..., TestClient], var_dir: Path, written: Callable[[], str]
) -> None:
    assert 500 in Talk(door(rasa=RaisingRasa())).type_everywhere()
    assert "ValueError" in written()
    assert "Unexpected error at POST /gesprekken/{id}/berichten" in written()
    assert MARKER not in written() + files(var_dir)
    longest = max(len(record) for record in written().split("\nERROR "))
    assert longest < 6000
