"""What becomes of Rasa's answers by their status, without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import httpx
import pytest

from api.conversations.rasa_client import RasaClient, RasaUnavailable, TurnFailed
from contract.turn import Turn
from tests.support.keys import KEY

pytestmark = pytest.mark.anyio

Handle = Callable[[httpx.Request], httpx.Response]


def client_of(handle: Handle) -> RasaClient:
    return RasaClient(["http://rasa.example"], "a secret", 20.0, httpx.MockTransport(handle))


@contextmanager
def answering(body: bytes) -> Iterator[str]:
    """The address of a server on loopback that gives one answer to all that is asked."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *of: object) -> None:
            return None

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def unreachable(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("refused", request=request)


async def test_every_call_shows_the_secret() -> None:
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"model": None, "actions": True, "store": True})

    client = client_of(handle)
    assert await client.status() == {"model": None, "actions": True, "store": True}
    await client.forget("een-gesprek")
    await client.close()
    assert [(request.method, request.url.path) for request in seen] == [
        ("GET", "/webhooks/bridge/status"),
        ("DELETE", "/webhooks/bridge/conversations/een-gesprek"),
    ]
    assert {request.headers["authorization"] for request in seen} == {"Bearer a secret"}


async def test_what_people_type_goes_by_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with answering(b'{"model": null, "actions": true, "store": true}') as address:
        client = RasaClient([address], "a secret", 20.0)
        assert await client.status() == {"model": None, "actions": True, "store": True}
        await client.close()


@pytest.mark.parametrize(
    ("handle", "error"),
    [
        (unreachable, RasaUnavailable),
        (lambda _: httpx.Response(503, text="no model"), TurnFailed),
        (lambda _: httpx.Response(401, text="wrong secret"), RasaUnavailable),
        (lambda _: httpx.Response(500, text="broken"), RasaUnavailable),
    ],
)
async def test_a_failure_says_which(handle: Handle, error: type[Exception]) -> None:
    client = client_of(handle)
    with pytest.raises(error):
        await client.answer(Turn("gesprek", "bericht", "hoi", conversation_key=KEY), 20.0)
    with pytest.raises(error):
        await client.forget("gesprek")


async def test_a_conversation_goes_to_one_engine_and_all_engines_are_asked() -> None:
    asked: dict[str, set[int | None]] = {}

    def handle(request: httpx.Request) -> httpx.Response:
        if request.method == "DELETE":
            asked.setdefault(request.url.path, set()).add(request.url.port)
            return httpx.Response(204)
        return httpx.Response(200, json={"model": {"name": "m"}, "actions": True, "store": True})

    client = RasaClient(["http://rasa:5005", "http://rasa:5006"], "a secret", 20.0, httpx.MockTransport(handle))
    for number in range(40):
        for _ in range(2):
            await client.forget(f"gesprek-{number}")
    assert all(len(engines) == 1 for engines in asked.values())
    assert set().union(*asked.values()) == {5005, 5006}


@pytest.mark.parametrize(
    ("of_second", "status"),
    [
        ({"model": None, "actions": True, "store": True}, {"model": None, "actions": True, "store": True}),
        ({"model": {"name": "m"}, "actions": False, "store": True}, {"actions": False, "store": True}),
        ({"model": {"name": "m"}, "actions": True, "store": False}, {"actions": True, "store": False}),
    ],
)
async def test_what_one_engine_misses_is_missing(of_second: dict[str, object], status: dict[str, object]) -> None:
    well: dict[str, object] = {"model": {"name": "m"}, "actions": True, "store": True}

    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=of_second if request.url.port == 5006 else well)

    client = RasaClient(["http://rasa:5005", "http://rasa:5006"], "a secret", 20.0, httpx.MockTransport(handle))
    assert await client.status() == {**well, **status}
