"""Ready says which parts are missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.version import VERSION
from tests.api.conftest import Door, on_the_same_machine
from tests.support.fake_rasa import MODEL, FakeRasa


def test_ready_when_every_part_is_there(door: Callable[..., TestClient], rasa: FakeRasa) -> None:
    reply = door(rasa=rasa).get("/readyz")
    assert reply.status_code == 200
    assert (reply.json()["status"], reply.json()["missing"]) == ("ready", [])


def test_what_runs_here_is_for_no_visitor(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa)
    assert client.get("/livez").json() == {"status": "ok"}
    told = client.get("/readyz").json()
    assert told == {
        "status": "ready",
        "missing": [],
        "failed_starts": {},
        "content": {"up_to_date": True},
        "channels": [],
    }


def test_the_operator_sees_it_on_the_same_machine(door: Door, rasa: FakeRasa) -> None:
    status = on_the_same_machine(door(rasa=rasa)).get("/readyz").json()
    assert (status["model"], status["version"]) == (MODEL, VERSION)
    assert status["content"]["topics"] == 49


@pytest.mark.parametrize(
    "headers",
    [{"X-Forwarded-For": "192.0.2.1"}, {"Via": "1.1 proxy"}, {"Host": "zakboek.example"}, {"Host": "["}],
    ids=str,
)
def test_a_visitor_behind_a_proxy_on_the_same_machine_does_not(
    door: Door, rasa: FakeRasa, headers: dict[str, str]
) -> None:
    here = on_the_same_machine(door(rasa=rasa))
    assert "version" not in here.get("/readyz", headers=headers).json()


def test_the_operator_sees_it_from_elsewhere_with_the_secret(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa, status_secret="s" * 16)
    assert client.get("/readyz", headers={"Authorization": f"Bearer {'s' * 16}"}).json()["model"] == MODEL
    for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {'s' * 15}"}):
        assert "model" not in client.get("/readyz", headers=headers).json()
    assert "model" not in on_the_same_machine(client).get("/readyz").json()


def test_the_operator_sees_which_engines_are_left_out(door: Door, rasa: FakeRasa) -> None:
    client = on_the_same_machine(door(rasa=rasa))
    assert client.get("/readyz").json()["engines"] == {"in_use": [], "left_out": []}
    rasa.engines = {"rasa-1.example:5005": True, "rasa-2.example:5005": False}
    reply = client.get("/readyz")
    told = {"in_use": ["rasa-1.example:5005"], "left_out": ["rasa-2.example:5005"]}
    assert (reply.status_code, reply.json()["engines"]) == (200, told)
    assert reply.json()["redis"] is None


def test_each_missing_part_is_named(door: Callable[..., TestClient], rasa: FakeRasa) -> None:
    rasa.model, rasa.actions = None, False
    reply = door(rasa=rasa).get("/readyz")
    assert (reply.status_code, reply.json()["missing"]) == (503, ["model", "actions"])
    assert reply.headers["retry-after"] == "5"


def test_the_operator_sees_which_messages_were_not_taken(door: Door, rasa: FakeRasa) -> None:
    client = door(rasa=rasa)
    assert "deliveries" not in client.get("/readyz").json()
    client = on_the_same_machine(client)
    assert client.get("/readyz").json()["deliveries"] == {"waiting": {}, "given_up": 0}

    async def waiting() -> dict[str, int]:
        return {"proefhaven": 2}

    worker = client.app.state.outbox_worker  # type: ignore[attr-defined]
    worker.waiting, worker.given_up = waiting, 1
    reply = client.get("/readyz")
    assert (reply.status_code, reply.json()["deliveries"]) == (200, {"waiting": {"proefhaven": 2}, "given_up": 1})
