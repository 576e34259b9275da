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
