"""What one message asks of the database: few statements, in one transaction to store, and one to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Connection, Engine, event

from api.conversations.deletion import Deletion
from api.conversations.rasa_client import AheadOfStore
from api.conversations.service import ConversationService
from api.delivery.outbox_worker import OutboxWorker
from api.store.database import Database
from contract.turn import Turn
from tests.support.fake_rasa import FakeRasa, an_answer


@dataclass
class Work:
    """What the database was asked."""

    statements: list[str] = field(default_factory=list)
    transactions: int = 0


async def idle(_: object) -> None:
    """No work in the background."""


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch, var_dir: Path) -> Iterator[Work]:
    """What a message asks of the databases of its door, in which nothing else is under way; not of other doors."""
    monkeypatch.setattr(ConversationService, "catch_up_forever", idle)
    monkeypatch.setattr(Deletion, "run_forever", idle)
    monkeypatch.setattr(OutboxWorker, "deliver_forever", idle)
    monkeypatch.setattr(Database, "empty_log_forever", idle)
    work = Work()

    def is_ours(connection: Connection) -> bool:
        return Path(connection.engine.url.database or "").is_relative_to(var_dir)

    def executed(connection: Connection, cursor: Any, statement: str, *_: Any) -> None:
        if is_ours(connection):
            work.statements.append(statement)

    def begun(connection: Connection) -> None:
        work.transactions += is_ours(connection)

    event.listen(Engine, "before_cursor_execute", executed)
    event.listen(Engine, "begin", begun)
    yield work
    event.remove(Engine, "before_cursor_execute", executed)
    event.remove(Engine, "begin", begun)


@pytest.fixture
def send(door: Callable[..., TestClient], rasa: FakeRasa, work: Work) -> Callable[..., Any]:
    """Sends a message of one conversation; what came before it is not counted."""
    client = door(rasa=rasa)
    opened = client.post("/v1/gesprekken", json={}).json()
    path = f"/v1/gesprekken/{opened['id']}/berichten"

    def sent(body: dict[str, str] | None, key: str | None = None) -> Any:
        headers = {"Authorization": f"Bearer {opened['token']}", **({"Idempotency-Key": key} if key else {})}
        work.statements.clear()
        work.transactions = 0
        reply = client.post(path, json=body, headers=headers) if body else client.get(path, headers=headers)
        assert reply.is_success
        return reply.json()["berichten"]

    return sent


@pytest.mark.parametrize("key", [None, "sleutel"])
def test_a_message_takes_four_statements_in_two_transactions(
    send: Callable[..., Any], rasa: FakeRasa, work: Work, key: str | None
) -> None:
    rasa.script = [an_answer(choices=["Meer lezen", "Iets anders"], sources=["rol/inkoper"])] * 2
    for number in range(2):
        send({"tekst": "hoi"}, key and f"{key} {number}")
        assert (len(work.statements), work.transactions) == (4, 2), work.statements


def test_one_that_may_go_on_with_the_message_before_is_stored_once_that_was_read(
    send: Callable[..., Any], rasa: FakeRasa, work: Work
) -> None:
    rasa.script = [an_answer(choices=["Meer lezen", "Iets anders"])]
    send({"tekst": "678 hoi"})
    assert (len(work.statements), work.transactions) == (5, 3), work.statements


def test_a_choice_takes_one_more_to_look_it_up(send: Callable[..., Any], rasa: FakeRasa, work: Work) -> None:
    rasa.script = [an_answer(choices=["Meer lezen"]), an_answer(choices=["Verder"])]
    [answer] = send({"tekst": "hoi"})
    send({"keuze": answer["keuzes"][0]["keuze"]}, "sleutel")
    assert (len(work.statements), work.transactions) == (6, 3), work.statements


def test_the_message_is_stored_before_rasa_answers_and_the_database_is_free_meanwhile(
    send: Callable[..., Any], rasa: FakeRasa, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, before = rasa.answer, []

    async def asked(turn: Turn, within: float, ahead: AheadOfStore) -> Any:
        assert not work.statements
        await ahead.stored()
        before.extend(work.statements)
        return await answer(turn, within)

    monkeypatch.setattr(rasa, "answer", asked)
    send({"tekst": "hoi"})
    assert [statement.split()[0] for statement in before] == ["INSERT"]


def test_reading_back_takes_as_many_however_long_the_conversation_is(
    send: Callable[..., Any], rasa: FakeRasa, work: Work
) -> None:
    rasa.script = [an_answer(choices=["Meer lezen"]) for _ in range(4)]
    counts = set()
    for _ in range(4):
        send({"tekst": "hoi"})
        send(None)
        counts.add((len(work.statements), work.transactions))
    assert counts == {(4, 2)}
