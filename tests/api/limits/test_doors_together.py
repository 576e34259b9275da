"""Two whole doors that count together: what one let in counts at the other, for the same visitor."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.limits import shared_counts
from api.limits.counts import UnusableCounts
from content.live import LiveContent
from tests.api.conftest import a_client, from_address, on_the_same_machine
from tests.support import redis_server
from tests.support.fake_rasa import FakeRasa
from tests.support.redis_server import running_redis

HOME, OFFICE = "192.0.2.1", "198.51.100.1"


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as a busy machine takes."""
    if reason := redis_server.missing():
        pytest.skip(reason)
    monkeypatch.setattr(shared_counts, "LONGEST_WAIT_SECONDS", 10.0)


def openings(client: TestClient, address: str) -> int:
    reply: Response = from_address(client, address).post("/v1/gesprekken", json={})
    return reply.status_code


def test_a_visitor_of_both_doors_has_the_limit_of_one(
    var_dir: Path, content: LiveContent, rasa: FakeRasa, caplog: pytest.LogCaptureFixture
) -> None:
    with running_redis("kenmerkend") as server:
        settings = {"redis_url": server.address("kenmerkend"), "conversations_per_network": 2}
        with a_client(var_dir, content, rasa, **settings) as one, a_client(var_dir, content, rasa, **settings) as other:
            assert [openings(door, HOME) for door in (one, other, one, other)] == [201, 201, 429, 429]
            assert openings(other, OFFICE) == 201
            server.stop()
            assert [openings(other, HOME) for _ in range(3)] == [201, 201, 429]
    assert "kenmerkend" not in caplog.text


def test_without_redis_a_door_is_ready_and_tells_the_operator(
    var_dir: Path, content: LiveContent, rasa: FakeRasa
) -> None:
    with running_redis() as server:
        settings = {"redis_url": server.address(), "metrics_token": "m" * 16}
        with a_client(var_dir, content, rasa, **settings) as door:
            here = on_the_same_machine(door)
            assert here.get("/readyz").json()["redis"] == {"answers": True}
            server.stop()
            reply = here.get("/readyz")
            assert (reply.status_code, reply.json()["redis"]) == (200, {"answers": False})
            assert "redis" not in door.get("/readyz").json()
            told = here.get("/metrics", headers={"Authorization": f"Bearer {'m' * 16}"}).text
            assert 'zakboek_counts_shared{store="redis"} 0.0' in told


def test_a_door_that_redis_refuses_does_not_start(var_dir: Path, door: Callable[..., TestClient]) -> None:
    with running_redis("kenmerkend") as server, pytest.raises(UnusableCounts, match="ZAKBOEK_REDIS_URL"):
        door(redis_url=server.address("verkeerd"))
