"""The guide as open data, and an address that is not there."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_topics_of_one_kind_or_with_certain_words(client: TestClient) -> None:
    everything = client.get("/v1/onderwerpen").json()["onderwerpen"]
    roles = client.get("/v1/onderwerpen", params={"soort": "rol"}).json()["onderwerpen"]
    assert roles == [topic for topic in everything if topic["soort"] == "rol"]
    found = client.get("/v1/onderwerpen", params={"zoek": "PSO 30+"}).json()["onderwerpen"]
    assert found[0]["id"] == "inkoop/artikel-2-82"


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/onderwerpen/rol/slager", 404, "rol/slager"),
        ("GET", "/onderwerpen?soort=dier", 400, "soort"),
        ("GET", "/niets", 404, "adres"),
        ("PUT", "/gesprekken", 405, "adres"),
        ("POST", "/gesprekken", 400, "body"),
    ],
)
def test_what_is_not_there_is_told(client: TestClient, method: str, path: str, status: int, words: str) -> None:
    reply = client.request(method, f"/v1{path}")
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/problem+json")
    assert words in reply.json()["detail"]
