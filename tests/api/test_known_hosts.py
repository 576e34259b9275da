"""The assistant answers under its own names, so that no page elsewhere can pass for it."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Door
from tests.support.fake_rasa import FakeRasa
from tests.support.html_page import BROWSER, Page

NOT_SET: dict[str, Any] = {"allowed_hosts": ""}


def status(client: TestClient, host: str, path: str = "/") -> int:
    return int(client.get(path, headers={"Host": host, **BROWSER}).status_code)


@pytest.mark.parametrize(
    "settings",
    [
        {"allowed_hosts": "zakboek.example"},
        {"allowed_hosts": "intranet.example ZAKBOEK.example"},
        {"allowed_hosts": "", "public_url": "https://zakboek.example/"},
        {"allowed_hosts": "intranet.example", "public_url": "https://zakboek.example:8443"},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/", "/static/site.css", "/v1/onderwerpen"])
def test_its_own_names_and_no_other(door: Door, settings: dict[str, Any], path: str) -> None:
    client = door(**settings)
    for host in ("zakboek.example", "Zakboek.Example:443", "localhost:8000", "127.0.0.1", "[::1]:8000"):
        assert status(client, host, path) == 200, host
    for host in ("elders.example", "zakboek.example.elders.example", "x.zakboek.example", "10.0.0.1", "[", "", "a b"):
        assert status(client, host, path) == 400, host


@pytest.mark.parametrize(
    "settings",
    [
        NOT_SET,
        {**NOT_SET, "public_url": "http://127.0.0.1:8000"},
        {"allowed_hosts": "*", "public_url": "https://a.example"},
    ],
    ids=str,
)
def test_at_a_first_start_any_name_will_do(door: Door, settings: dict[str, Any]) -> None:
    assert status(door(**settings), "elders.example") == 200


def test_a_refusal_says_what_to_do(door: Door) -> None:
    client = door(allowed_hosts="zakboek.example")
    told = client.post("/v1/gesprekken", json={}, headers={"Host": "elders.example"})
    assert (told.status_code, told.headers["content-type"]) == (400, "application/problem+json")
    assert "ZAKBOEK_ALLOWED_HOSTS" in told.json()["detail"]
    page = Page(client.get("/", headers={"Host": "elders.example", **BROWSER}))
    assert "Gebruik het adres dat je van de gemeente kreeg" in page.words


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
def test_health_is_told_by_any_name(door: Door, rasa: FakeRasa, path: str) -> None:
    assert status(door(rasa=rasa, allowed_hosts="zakboek.example"), "10.0.0.4:8000", path) == 200
