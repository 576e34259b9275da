"""While the PostgreSQL server of a door is away: 503 in Dutch with the time to try again, and all is well afterwards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.store import probe
from api.store.master_keys import new_master_key
from tests.api.conftest import Addresses
from tests.support.fake_rasa import FakeRasa
from tests.support.postgres import Server


@pytest.fixture
def kind_of_database() -> str:
    return "postgresql"


def test_a_visitor_is_told_to_try_again_and_can_without_a_restart(
    door: Callable[..., TestClient],
    rasa: FakeRasa,
    server: Server,
    addresses: Addresses,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(probe, "TRY_AGAIN_SECONDS", 0)
    client = door(rasa=rasa, database_url=addresses.database, keys_url=addresses.keys, master_key=new_master_key())
    opened = client.post("/v1/gesprekken", json={}).json()
    path, headers = f"/v1/gesprekken/{opened['id']}/berichten", {"Authorization": f"Bearer {opened['token']}"}
    assert client.post(path, json={"tekst": "hoi"}, headers=headers).status_code == 201
    server.stop()
    try:
        refused = client.post(path, json={"tekst": "daarna"}, headers=headers)
        ready = client.get("/readyz")
    finally:
        server.start()
    assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
    assert "bewaren" in refused.json()["title"]
    assert ready.json()["missing"] == ["database"]
    assert client.post(path, json={"tekst": "daarna"}, headers=headers).status_code == 201
    assert client.get("/readyz").status_code == 200
    told = [message["tekst"] for message in client.get(path, headers=headers).json()["berichten"]]
    assert told[1::2] == ["hoi", "daarna"]
