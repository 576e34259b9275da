"""What becomes of Rasa's answers by their status, and which engine is asked, with servers on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from api.conversations.rasa_client import RasaClient, RasaUnavailable, TurnFailed
from contract.turn import Turn
from tests.support.assistant import free_ports
from tests.support.keys import KEY

pytestmark = pytest.mark.anyio

Handle = Callable[[web.Request], Awaitable[web.Response]]

WELL = {"model": {"name": "m"}, "actions": True, "store": True, "errors_last_hour": 1, "memory_bytes": 1000}
TURN = Turn("gesprek", "bericht", "hoi", conversation_key=KEY)


@asynccontextmanager
async def client_of(*engines: Handle) -> AsyncIterator[RasaClient]:
    """A client of engines that answer so."""
    async with AsyncExitStack() as stack:
        addresses = []
        for handle in engines:
            app = web.Application()
            app.router.add_route("*", "/{path:.*}", handle)
            server = await stack.enter_async_context(TestServer(app))
            addresses.append(f"http://127.0.0.1:{server.port}")
        client = RasaClient(addresses, "a secret", 20.0)
        stack.push_async_callback(client.close)
        yield client


def telling(body: object, status: int = 200, seen: list[web.Request] | None = None) -> Handle:
    """An engine that gives one answer to all that is asked, and notes it in `seen`."""

    async def handle(request: web.Request) -> web.Response:
        if seen is not None:
            seen.append(request)
        return web.Response(body=json.dumps(body).encode(), status=status, content_type="application/json")

    return handle


async def test_every_call_shows_the_secret_on_the_same_connection() -> None:
    seen: list[web.Request] = []
    async with client_of(telling(WELL, seen=seen)) as client:
        assert await client.status() == WELL
        await client.forget("een-gesprek")
    assert [(request.method, request.path) for request in seen] == [
        ("GET", "/webhooks/bridge/status"),
        ("DELETE", "/webhooks/bridge/conversations/een-gesprek"),
    ]
    assert {request.headers["authorization"] for request in seen} == {"Bearer a secret"}
    assert len({request.transport for request in seen}) == 1


async def test_what_people_type_goes_by_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    async with client_of(telling(WELL)) as client:
        assert await client.status() == WELL


async def fails(client: RasaClient, error: type[Exception]) -> None:
    with pytest.raises(error):
        await client.answer(TURN, 20.0)
    with pytest.raises(error):
        await client.forget("gesprek")


@pytest.mark.parametrize(("status", "error"), [(503, TurnFailed), (401, RasaUnavailable), (500, RasaUnavailable)])
async def test_a_failure_says_which(status: int, error: type[Exception]) -> None:
    async with client_of(telling(None, status)) as client:
        await fails(client, error)


async def test_a_rasa_that_is_not_there_can_be_asked_again() -> None:
    [nothing_here] = free_ports(1)
    client = RasaClient([f"http://127.0.0.1:{nothing_here}"], "a secret", 20.0)
    await fails(client, RasaUnavailable)
    await client.close()


async def test_an_answer_that_takes_too_long_is_waited_for_no_longer() -> None:
    release = asyncio.Event()

    async def handle(_: web.Request) -> web.Response:
        await release.wait()
        return web.Response()

    async with client_of(handle) as client:
        with pytest.raises(RasaUnavailable):
            await client.answer(TURN, 0.01)
        release.set()


async def test_a_conversation_goes_to_one_engine_and_all_engines_are_asked() -> None:
    first: list[web.Request] = []
    second: list[web.Request] = []
    async with client_of(telling(WELL, seen=first), telling(WELL, seen=second)) as client:
        for _ in range(2):
            for number in range(40):
                await client.forget(f"gesprek-{number}")
    of_first, of_second = ({request.path for request in seen} for seen in (first, second))
    assert of_first
    assert of_second
    assert not of_first & of_second


@pytest.mark.parametrize("missing", [{"model": None}, {"actions": False}, {"store": False}])
async def test_what_one_engine_misses_is_missing(missing: dict[str, object]) -> None:
    async with client_of(telling(WELL), telling({**WELL, **missing})) as client:
        assert await client.status() == {**WELL, **missing, "errors_last_hour": 2, "memory_bytes": 2000}
