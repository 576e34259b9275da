"""Whatever stands in a request's headers, its answer is one that was meant, and has the safe headers."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from api.conversations.rasa_client import RasaClient
from api.conversations.service import ConversationService
from api.middleware import LARGEST_BODY, SAFE_HEADERS
from tests.api.conftest import Door, told_of_errors
from tests.support.html_page import BROWSER

STRANGE: dict[str, list[str | bytes]] = {
    "Origin": ["http://[", "//[x", b"\xff", "null", "http://a:b:c"],
    "Host": ["[", "a b", b"\xc3\xa9", "example.org:99999", ""],
    "Referer": ["http://[", b"\xff"],
    "Authorization": ["Bearer", "Bearer ", b"Bearer \xe9", "Basic x", b"\xff"],
    "Idempotency-Key": ["", b"\xff", "x" * 5000],
    "Accept": [b"\xff", "text/html;;q=x"],
    "Accept-Language": [b"\xff", "nl;q=;;"],
    "Accept-Encoding": [b"\xff"],
    "Content-Type": ["application/json; charset=nonsense", "multipart/form-data; boundary=", ";;;", b"\xff"],
    "Cookie": [b"\xff=\xff"],
    "Content-Length": ["x", "-1"],
    "If-None-Match": [b"\xff", ",,,"],
    "If-Modified-Since": ["never", b"\xff"],
    "Range": ["bytes=x", "bytes=9999999-", b"\xff"],
    "X-Forwarded-For": ["nonsense", b"\xff"],
    "X-Forwarded-Proto": ["nonsense", b"\xff"],
    "X-Forwarded-Host": ["["],
}
USUAL = {"Authorization": "Bearer x", "Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}
ELSEWHERE = {"Origin": "https://elders.example"}
CALLS = [
    ("GET", "/", None),
    ("POST", "/", b"tekst=hoi"),
    ("GET", "/widget/", None),
    ("GET", "/static/site.css", None),
    ("GET", "/v1/gesprekken/x/berichten", None),
    ("POST", "/v1/gesprekken", b"{}"),
    ("OPTIONS", "/v1/gesprekken", None),
    ("GET", "/readyz", None),
]


def assert_safe(reply: Response) -> None:
    missing = [name for name in SAFE_HEADERS if name not in reply.headers]
    assert not missing, (reply.request.method, reply.request.url, reply.status_code)
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in reply.headers["Content-Security-Policy"]


@pytest.fixture(scope="module")
def quiet(client: TestClient) -> TestClient:
    """Gives the answer to an unexpected error, as a visitor gets it."""
    return told_of_errors(client)


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_header_gets_an_answer_that_was_meant(quiet: TestClient, name: str) -> None:
    for value in STRANGE[name]:
        for method, path, body in CALLS:
            usual = {**USUAL, **(JSON if path.startswith("/v1") else {}), name: value}
            reply = quiet.request(method, path, content=body, headers=usual, follow_redirects=False)
            assert reply.status_code != 500, (value, method, path)
            assert_safe(reply)


def test_a_strange_origin_is_another_site(client: TestClient) -> None:
    strange = {"Origin": "http://["}
    preflight = {**strange, "Access-Control-Request-Method": "POST"}
    for reply in (
        client.post("/v1/gesprekken", json={}, headers=strange),
        client.options("/v1/gesprekken", headers=preflight),
    ):
        assert (reply.status_code, reply.headers.get("access-control-allow-origin")) == (403, None)


def test_a_body_in_a_character_set_that_is_not_read_is_refused(client: TestClient) -> None:
    reply = client.post("/", content=b"tekst=hoi", headers={"Content-Type": f"{USUAL['Content-Type']}; charset=utf-16"})
    assert (reply.status_code, "header.Content-Type" in reply.json()["detail"]) == (400, True)
    usual = {"Content-Type": f"{USUAL['Content-Type']}; charset=UTF-8"}
    taken = client.post("/", content=b"tekst=hoi", headers=usual, follow_redirects=False)
    assert (taken.status_code, taken.headers["location"].startswith("/gesprek/")) == (303, True)


@pytest.mark.parametrize(
    ("status", "method", "path", "more"),
    [
        (200, "GET", "/gids/", {}),
        (200, "GET", "/static/site.css", {}),
        (200, "GET", "/widget/v1/zakboek-chat.js", {}),
        (200, "HEAD", "/", {}),
        (301, "GET", "/gids", {}),
        (307, "GET", "/gids/rol/inkoper/", {}),
        (404, "GET", "/niets", {"headers": BROWSER}),
        (404, "GET", "/static/niets.css", {}),
        (404, "GET", "/v1/niets", {}),
        (405, "DELETE", "/", {}),
        (405, "PATCH", "/v1/gesprekken", {}),
        (405, "POST", "/static/site.css", {}),
        (413, "POST", "/", {"content": b"x" * (LARGEST_BODY + 1), "headers": USUAL}),
        (413, "POST", "/v1/gesprekken", {"content": b"x" * (LARGEST_BODY + 1), "headers": JSON}),
        (403, "OPTIONS", "/v1/gesprekken", {"headers": {**ELSEWHERE, "Access-Control-Request-Method": "POST"}}),
        (204, "OPTIONS", "/v1/onderwerpen", {"headers": {**ELSEWHERE, "Access-Control-Request-Method": "GET"}}),
    ],
)
def test_every_answer_has_the_safe_headers(
    quiet: TestClient, status: int, method: str, path: str, more: dict[str, Any]
) -> None:
    reply = quiet.request(method, path, follow_redirects=False, **more)
    assert reply.status_code == status
    assert_safe(reply)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/v1/gesprekken/een/berichten", "GET, POST"),
        ("PATCH", "/v1/gesprekken/een", "DELETE"),
        ("DELETE", "/static/site.css", "GET, HEAD"),
    ],
)
def test_another_method_hears_which_there_are(quiet: TestClient, method: str, path: str, allowed: str) -> None:
    reply = quiet.request(method, path)
    assert (reply.status_code, reply.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize(("method", "path"), [("POST", "/v1/gesprekken"), ("GET", "/"), ("GET", "/readyz")])
def test_an_unexpected_error_has_them_too(
    quiet: TestClient, monkeypatch: pytest.MonkeyPatch, method: str, path: str
) -> None:
    monkeypatch.delattr(ConversationService, "greeting")
    monkeypatch.delattr(RasaClient, "status")
    reply = quiet.request(method, path, json={} if method == "POST" else None)
    assert (reply.status_code, reply.json()["status"]) == (500, 500)
    assert_safe(reply)


@pytest.mark.parametrize(
    ("public_url", "told"), [(None, False), ("http://zakboek.example", False), ("https://zakboek.example", True)]
)
@pytest.mark.parametrize("path", ["/", "/v1/onderwerpen", "/niets"])
def test_a_browser_keeps_to_https_where_visitors_come_by_it(
    door: Door, public_url: str | None, told: bool, path: str
) -> None:
    reply = door(public_url=public_url).get(path)
    assert ("strict-transport-security" in reply.headers) is told


@pytest.mark.parametrize("path", ["/", "/static/site.css", "/v1/onderwerpen", "/v1/gesprekken"])
def test_other_sites_may_not_take_in_what_is_ours_but_the_script(client: TestClient, path: str) -> None:
    assert client.get(path).headers["cross-origin-resource-policy"] == "same-origin"
    assert client.get("/widget/v1/zakboek-chat.js").headers["cross-origin-resource-policy"] == "cross-origin"


@pytest.mark.parametrize(
    "body", [b"[" * 300_000, b'{"tekst":' * 50_000, b'{"tekst": ' + b"1" * 5000 + b"}", b"\xff\xfe"]
)
def test_json_that_is_made_to_hurt_is_refused(quiet: TestClient, body: bytes) -> None:
    reply = quiet.post("/v1/gesprekken", content=body, headers=JSON)
    assert reply.status_code == 400
    assert_safe(reply)


def test_a_redirect_leads_nowhere_else(client: TestClient) -> None:
    for path in ("/gids/rol/inkoper/", "/livez/", "/static"):
        moved = client.get(path, headers={"Host": "elders.example"}, follow_redirects=False)
        assert moved.headers["location"].startswith("/"), path
        assert "elders" not in moved.headers["location"]
