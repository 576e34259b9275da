"""What becomes of Rasa's answers by their status, without a network."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from api.conversations.rasa_client import RasaClient, RasaUnavailable, TurnFailed
from contract.turn import Turn

pytestmark = pytest.mark.anyio

Handle = Callable[[httpx.Request], httpx.Response]


def client_of(handle: Handle) -> RasaClient:
    return RasaClient("http://rasa.example", "a secret", 20.0, httpx.MockTransport(handle))


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
        await client.answer(Turn("gesprek", "bericht", "hoi"))
    with pytest.raises(error):
        await client.forget("gesprek")
