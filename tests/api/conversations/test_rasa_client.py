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
    return RasaClient("http://rasa.example", "a secret", 20.0, httpx.MockTransport(handle))


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
        return httpx.Response(200, json={"model": None, "actions": True})

    client = client_of(handle)
    assert await client.status() == {"model": None, "actions": True}
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
    with answering(b'{"model": null, "actions": true}') as address:
        client = RasaClient(address, "a secret", 20.0)
        assert await client.status() == {"model": None, "actions": True}
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
