"""What comes in is measured before anything costly is done with it, wherever it comes in."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.conversations.incoming import MARGIN
from api.middleware import LONGEST_ADDRESS
from content.guide import search as search_module
from tests.support.html_page import BROWSER

BODY, WORDS = "\u00e9" * 50_000, "\u00e9" * 1000
"""Far too long for a body's field, and for what stands in an address. An accent, so that comparing takes it apart."""

LONGEST_QUERY = 200


@pytest.fixture
def opened(client: TestClient) -> dict[str, Any]:
    conversation: dict[str, Any] = client.post("/v1/gesprekken", json={}).json()
    return conversation


def outsiders(composed: list[str]) -> list[str]:
    """What was normalised of the texts that came in; not the project's own."""
    return [text for text in composed if "\u00e9" * 3 in text]


@pytest.mark.parametrize(
    ("status", "request_of"),
    [
        (400, lambda one: ("POST", f"{one['path']}/berichten", {"json": {"tekst": BODY}})),
        (400, lambda one: ("POST", f"{one['path']}/berichten", {"json": {"keuze": BODY}})),
        (400, lambda one: ("PUT", f"{one['rating']}", {"json": {"nuttig": True, "toelichting": BODY}})),
        (400, lambda one: ("POST", "/v1/gesprekken", {"json": {"gemeente": BODY}})),
        (400, lambda one: ("POST", "/", {"data": {**one["form"], "tekst": BODY}})),
        (400, lambda one: ("POST", "/", {"data": {"tekst": BODY}})),
        (400, lambda one: ("POST", "/", {"data": {**one["form"], "keuze": BODY}})),
        (400, lambda one: ("POST", "/", {"data": {"tekst": "hoi", "gemeente": BODY}})),
        (400, lambda one: ("POST", "/", {"data": {"tekst": "hoi", "sleutel": BODY}})),
        (400, lambda one: ("POST", "/", {"data": {**one["form"], **one["rated"], "toelichting": BODY}})),
        (400, lambda one: ("POST", "/document", {"data": {**one["form"], "document": BODY}})),
        (400, lambda one: ("GET", "/v1/onderwerpen", {"params": {"zoek": WORDS}})),
        (400, lambda one: ("GET", f"/v1/onderwerpen/rol/{WORDS}", {})),
        (400, lambda one: ("GET", f"/v1/gemeenten/{WORDS}", {})),
        (400, lambda one: ("GET", "/", {"params": {"gemeente": WORDS}})),
        (404, lambda one: ("GET", f"/gids/rol/{WORDS}", {})),
        (404, lambda one: ("GET", f"/huisstijl/{WORDS}.css", {})),
    ],
)
def test_a_text_far_too_long_is_refused_and_never_normalised(
    client: TestClient, opened: dict[str, Any], composed: list[str], status: int, request_of: Any
) -> None:
    path, message = f"/v1/gesprekken/{opened['id']}", opened["berichten"][0]["id"]
    one = {
        "path": path,
        "rating": f"{path}/berichten/{message}/waardering",
        "form": {"gesprek": opened["id"], "token": opened["token"]},
        "rated": {"doe": "waardeer", "bericht": message, "nuttig": "ja"},
    }
    method, path, content = request_of(one)
    reply = client.request(method, path, headers={"Authorization": f"Bearer {opened['token']}"}, **content)
    assert reply.status_code == status
    assert outsiders(composed) == []


@pytest.mark.parametrize("path", ["/gids/", "/widget/", "/widget/demo"])
def test_a_page_reads_only_the_beginning_of_what_stands_in_its_address(
    client: TestClient, composed: list[str], path: str
) -> None:
    for name in ("zoek", "gemeente", "titel", "kleur"):
        assert client.get(path, params={name: WORDS}, headers=BROWSER).status_code == 200
    assert all(len(text) <= LONGEST_QUERY * MARGIN for text in outsiders(composed))


def test_a_key_and_a_token_are_bounded(client: TestClient, opened: dict[str, Any]) -> None:
    path, token = f"/v1/gesprekken/{opened['id']}/berichten", {"Authorization": f"Bearer {opened['token']}"}
    assert client.post(path, json={"tekst": "hoi"}, headers={**token, "Idempotency-Key": "x" * 256}).status_code == 400
    assert client.get(path, headers={"Authorization": f"Bearer {'x' * 10_000}"}).status_code == 404


@pytest.mark.parametrize("path", ["/", "/v1/onderwerpen"])
def test_an_address_that_is_too_long_is_refused_unread(client: TestClient, path: str) -> None:
    reply = client.get(path, params={"zoek": "x" * LONGEST_ADDRESS})
    assert (reply.status_code, reply.json()["title"]) == (414, "Het adres is te lang")


def test_of_many_unknown_fields_only_some_are_named(client: TestClient) -> None:
    few = client.post("/v1/gesprekken", json={f"{'x' * 500}{number}": 1 for number in range(10)})
    many = client.post("/v1/gesprekken", json={f"veld{number}": 1 for number in range(30)})
    assert (few.status_code, many.status_code) == (400, 400)
    assert max(len(few.content), len(many.content)) < 1000


@pytest.mark.parametrize("path", ["/gids/", "/v1/onderwerpen"])
def test_searching_keeps_nobody_else_waiting(client: TestClient, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    threads = []

    def searchable(text: str) -> str:
        threads.append(threading.current_thread())
        return text

    monkeypatch.setattr(search_module, "_searchable", searchable)
    loop = client.portal.call(threading.current_thread)  # type: ignore[union-attr]
    client.get(path, params={"zoek": "inkoop"})
    assert threads
    assert loop not in threads
