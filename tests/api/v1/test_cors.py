"""A conversation is for the sites that its municipality allows; the open data is for all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from content.live import LiveContent
from content.paths import DATA
from tests.api.conftest import a_client

OURS = "http://testserver"
VOORBEELDSTAD, PROEFHAVEN, GENERAL = (
    "https://www.voorbeeldstad.example",
    "https://ondernemen.proefhaven.example",
    "https://www.algemeen.example",
)
UNKNOWN = "https://www.onbekend.example"
LOOKALIKE = "https://www.voorbeeldstad.example.onbekend.example"
OTHER_SITES = (VOORBEELDSTAD, PROEFHAVEN, GENERAL, UNKNOWN, LOOKALIKE, "null", "http://www.voorbeeldstad.example")
ALLOWED = {
    "voorbeeldstad": VOORBEELDSTAD,
    "proefhaven": PROEFHAVEN,
    "zwolle": GENERAL,  # has no file of its own
    None: GENERAL,
}
ALLOW = "access-control-allow-origin"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, content: LiveContent) -> Iterator[TestClient]:
    with a_client(tmp_path_factory.mktemp("var"), content, allowed_origins=GENERAL) as client:
        yield client


def opened(client: TestClient, municipality: str | None, **headers: str) -> Response:
    reply: Response = client.post("/v1/gesprekken", json={"gemeente": municipality}, headers=headers)
    return reply


def preflight(client: TestClient, path: str, origin: str, method: str) -> Response:
    asked = {"Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization,content-type"}
    reply: Response = client.options(path, headers={"Origin": origin, **asked})
    return reply


def calls(client: TestClient, conversation: dict[str, Any], **headers: str) -> list[Response]:
    """Each call on a conversation that changes it."""
    path = f"/v1/gesprekken/{conversation['id']}"
    rating = f"{path}/berichten/{conversation['berichten'][0]['id']}/waardering"
    headers = {"Authorization": f"Bearer {conversation['token']}", **headers}
    return [
        client.post(f"{path}/berichten", json={"tekst": " "}, headers=headers),
        client.put(rating, json={"nuttig": True}, headers=headers),
        client.delete(path, headers=headers),
    ]


@pytest.mark.parametrize("municipality", ALLOWED, ids=str)
def test_the_site_that_is_allowed_may_all(client: TestClient, municipality: str | None) -> None:
    origin = ALLOWED[municipality]
    reply = opened(client, municipality, Origin=origin)
    assert reply.status_code == 201
    assert reply.headers[ALLOW] == origin
    exposed = reply.headers["access-control-expose-headers"]
    assert all(name in exposed for name in ("API-Version", "Location", "Retry-After"))
    asked = preflight(client, f"/v1/gesprekken/{reply.json()['id']}/berichten", origin, "POST")
    assert asked.status_code == 204
    assert asked.headers[ALLOW] == origin
    assert int(asked.headers["access-control-max-age"]) > 0
    allowed = set(asked.headers["access-control-allow-headers"].split(", "))
    assert {"Authorization", "Content-Type", "Idempotency-Key"} <= allowed
    assert "DELETE" in asked.headers["access-control-allow-methods"]
    replies = calls(client, reply.json(), Origin=origin)
    assert [one.status_code for one in replies] == [400, 204, 503]
    assert all(one.headers[ALLOW] == origin and "origin" in one.headers["vary"].lower() for one in replies)


@pytest.mark.parametrize("municipality", ALLOWED, ids=str)
def test_every_other_site_is_refused(client: TestClient, municipality: str | None) -> None:
    conversation = opened(client, municipality).json()
    path = f"/v1/gesprekken/{conversation['id']}"
    for origin in set(OTHER_SITES) - {ALLOWED[municipality]}:
        for reply in (
            opened(client, municipality, Origin=origin),
            *calls(client, conversation, Origin=origin),
            preflight(client, path, origin, "DELETE"),
        ):
            assert reply.status_code == 403, origin
            assert ALLOW not in reply.headers
            assert reply.headers["content-type"] == "application/problem+json"
            assert "website" in reply.json()["title"]
        headers = {"Authorization": f"Bearer {conversation['token']}", "Origin": origin}
        assert ALLOW not in client.get(f"{path}/berichten", headers=headers).headers


@pytest.mark.parametrize("municipality", ALLOWED, ids=str)
@pytest.mark.parametrize("headers", [{}, {"Origin": OURS}], ids=["server", "own page"])
def test_our_own_pages_and_other_servers_may_all(
    client: TestClient, municipality: str | None, headers: dict[str, str]
) -> None:
    reply = opened(client, municipality, **headers)
    assert reply.status_code == 201
    assert ALLOW not in reply.headers
    assert [one.status_code for one in calls(client, reply.json(), **headers)] == [400, 204, 503]


def test_our_own_pages_behind_a_proxy_that_changes_the_host(door: Callable[..., TestClient]) -> None:
    client = door(public_url="https://zakboek.example")
    assert opened(client, None, Origin="https://zakboek.example").status_code == 201
    assert opened(client, None, Origin="https://zakboek.example.onbekend.example").status_code == 403


def test_a_site_can_read_that_its_conversation_is_gone(client: TestClient) -> None:
    reply = client.get("/v1/gesprekken/weg/berichten", headers={"Origin": VOORBEELDSTAD, "Authorization": "Bearer x"})
    assert (reply.status_code, reply.headers[ALLOW]) == (404, VOORBEELDSTAD)
    assert opened(client, "bestaat-niet", Origin=VOORBEELDSTAD).status_code == 404


@pytest.mark.parametrize("path", ["/onderwerpen", "/onderwerpen/rol/inkoper", "/gemeenten", "/openapi.json", "/niets"])
def test_open_data_is_for_every_site(client: TestClient, path: str) -> None:
    reply = client.get(f"/v1{path}", headers={"Origin": UNKNOWN})
    assert reply.headers[ALLOW] == "*"
    assert preflight(client, f"/v1{path}", UNKNOWN, "GET").headers[ALLOW] == "*"


def test_a_change_in_the_municipalitys_file_is_live(
    door: Callable[..., TestClient], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content.live.SECONDS_BETWEEN_LOOKS", 0)
    folder = tmp_path / "gemeenten"
    shutil.copytree(DATA.municipalities, folder)
    client = door(gemeenten_dir=folder)
    assert opened(client, "voorbeeldstad", Origin=VOORBEELDSTAD).status_code == 201
    file = folder / "voorbeeldstad.yml"
    now = file.read_text(encoding="utf-8").replace(f"[{VOORBEELDSTAD}]", f"[{UNKNOWN}:443]")
    file.write_text(now, encoding="utf-8")
    assert opened(client, "voorbeeldstad", Origin=VOORBEELDSTAD).status_code == 403
    assert opened(client, "voorbeeldstad", Origin=UNKNOWN).status_code == 201
