"""Ready says which parts are missing."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

from tests.support.fake_rasa import MODEL, FakeRasa


def test_ready_when_every_part_is_there(door: Callable[..., TestClient], rasa: FakeRasa) -> None:
    reply = door(rasa=rasa).get("/readyz")
    assert reply.status_code == 200
    assert (reply.json()["status"], reply.json()["model"], reply.json()["missing"]) == ("ready", MODEL, [])


def test_each_missing_part_is_named(door: Callable[..., TestClient], rasa: FakeRasa) -> None:
    rasa.model, rasa.actions = None, False
    reply = door(rasa=rasa).get("/readyz")
    assert (reply.status_code, reply.json()["missing"]) == (503, ["model", "actions"])
    assert reply.headers["retry-after"] == "5"


def test_without_its_database_it_is_not_ready(door: Callable[..., TestClient], rasa: FakeRasa) -> None:
    client = door(rasa=rasa)

    def gone() -> None:
        raise ConnectionError

    client.app.state.sessions = gone  # type: ignore[attr-defined]
    assert client.get("/readyz").json()["missing"] == ["database"]
