"""While the store is locked, full or broken: 503 with the time to try again, everywhere, and one line in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from api.conversations.deletion import Deletion
from api.conversations.service import ConversationService
from api.delivery.outbox_worker import OutboxWorker
from api.store import probe, sqlite
from api.store.database import Database
from tests.api.conftest import DATABASE
from tests.support.fake_rasa import FakeRasa
from tests.support.html_page import BROWSER, Page
from tests.support.store_trouble import break_table, full, leave_no_room, locked

LONG = "vraag " * 150
"""Longer than the room that is left in a page of the file."""


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "LOCKED_MILLISECONDS", 1)
    monkeypatch.setattr(probe, "TRY_AGAIN_SECONDS", 0)
    for worker, name in (
        (ConversationService, "catch_up_forever"),
        (Deletion, "run_forever"),
        (OutboxWorker, "deliver_forever"),
        (Database, "empty_log_forever"),
    ):
        monkeypatch.setattr(worker, name, idle)  # its lines are not counted here


async def idle(_: object) -> None:
    """In the place of work that goes on in the background."""


@pytest.fixture
def client(door: Callable[..., TestClient], rasa: FakeRasa) -> TestClient:
    return door(rasa=rasa)


@pytest.fixture
def opened(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.post("/v1/gesprekken", json={}).json()
    return found


def fill_disk(client: TestClient, file: Path) -> None:
    """From now on the door's database cannot grow."""
    leave_no_room(file)
    engine = client.app.state.probe._database._engine  # type: ignore[attr-defined]
    event.listen(engine, "begin", lambda connection: full(connection.connection))


TROUBLES = ["locked", "full", "broken"]


@pytest.fixture(params=TROUBLES)
def trouble(request: pytest.FixtureRequest, client: TestClient, opened: Any, var_dir: Path) -> Iterator[str]:
    """The store is away in one of three ways, after a conversation was opened."""
    if request.param == "locked":
        with locked(var_dir / DATABASE):
            yield "locked"
    else:
        fill_disk(client, var_dir / DATABASE) if request.param == "full" else break_table(
            var_dir / DATABASE, "messages"
        )
        yield request.param


def test_a_message_gets_503_and_the_log_one_line(
    client: TestClient, opened: dict[str, Any], trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.clear()
    path, headers = f"/v1/gesprekken/{opened['id']}/berichten", {"Authorization": f"Bearer {opened['token']}"}
    replies = [client.post(path, json={"tekst": LONG}, headers=headers) for _ in range(8)]
    refused = [reply for reply in replies if reply.status_code != 201]
    assert refused
    for reply in refused:
        assert reply.status_code == 503
        assert reply.headers["retry-after"] == "5"
        assert reply.headers["content-type"] == "application/problem+json"
        assert "bewaren" in reply.json()["title"]
    lines = [record for record in caplog.records if record.name == "api.store.errors"]
    assert len(lines) == len(refused)
    assert [record for record in caplog.records if record.exc_text] == []


def test_ready_says_so(client: TestClient, trouble: str) -> None:
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()["missing"]) == (503, ["database"])
    assert reply.headers["retry-after"]
    assert client.get("/livez").status_code == 200


def test_ready_again_once_it_can_be_written(client: TestClient, var_dir: Path) -> None:
    with locked(var_dir / DATABASE):
        assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").status_code == 200


def test_ready_does_not_wait_for_long(client: TestClient, var_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probe, "LONGEST_SECONDS", 0)
    assert client.get("/readyz").json()["missing"] == ["database"]


def test_the_page_says_so_and_keeps_what_was_typed(client: TestClient, opened: dict[str, Any], var_dir: Path) -> None:
    form = {"gesprek": opened["id"], "token": opened["token"], "tekst": "mijn lange vraag"}
    with locked(var_dir / DATABASE):
        reply = client.post("/", data=form, headers=BROWSER)
    assert reply.status_code == 503
    assert reply.headers["retry-after"] == "5"
    page = Page(reply)
    assert "even niets bewaren" in page.words
    assert "mijn lange vraag" in page.words


def test_a_page_without_a_conversation_says_so(client: TestClient, var_dir: Path) -> None:
    with locked(var_dir / DATABASE):
        reply = client.post("/", data={"tekst": "hoi"}, headers=BROWSER)
    assert reply.status_code == 503
    assert "even niets bewaren" in Page(reply).words


def test_rasas_store_is_named_too(client: TestClient, rasa: FakeRasa) -> None:
    rasa.store_away = True
    assert client.get("/readyz").json()["missing"] == ["store"]
