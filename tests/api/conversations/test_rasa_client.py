"""What becomes of Rasa's answers by their status, and which engine is asked, with servers on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from api.conversations import rasa_client, rasa_engines
from api.conversations.rasa_client import AheadOfStore, RasaClient, RasaUnavailable, TurnFailed
from contract.turn import Turn
from tests.support.assistant import free_ports
from tests.support.fake_rasa import an_answer
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


async def test_rasa_has_a_turn_before_its_message_is_stored_and_its_end_after() -> None:
    got: list[bytes] = []
    ahead = AheadOfStore()

    async def handle(request: web.Request) -> web.Response:
        got.append(await request.content.readline())
        got.append(await request.content.read())
        assert ahead.is_stored.is_set()
        return web.json_response(an_answer("hoi").to_json())

    async with client_of(handle) as client:
        answering = asyncio.create_task(client.answer(TURN, 20.0, ahead))
        async with asyncio.timeout(10):
            await ahead.may_be_stored.wait()
        assert not answering.done()
        ahead.is_stored.set()
        assert (await answering).text == "hoi"
    assert [json.loads(got[0]), got[1]] == [TURN.to_json(), b""]


async def test_a_turn_that_is_given_up_ends_without_its_end() -> None:
    has_turn, given_up = asyncio.Event(), asyncio.Event()

    async def handle(request: web.Request) -> web.Response:
        await request.content.readline()
        has_turn.set()
        try:
            await request.content.read()
        except (asyncio.CancelledError, ConnectionError):
            given_up.set()
            raise
        return web.json_response(an_answer("hoi").to_json())

    async with client_of(handle) as client:
        answering = asyncio.create_task(client.answer(TURN, 20.0, AheadOfStore()))
        async with asyncio.timeout(10):
            await has_turn.wait()
            answering.cancel()
            await given_up.wait()


@pytest.mark.parametrize("missing", [{"model": None}, {"actions": False}, {"store": False}])
async def test_what_one_engine_misses_is_missing(missing: dict[str, object]) -> None:
    async with client_of(telling(WELL), telling({**WELL, **missing})) as client:
        sums = {"errors_last_hour": 2, "memory_bytes": 2000}
        assert await client.status() == {**WELL, **missing, **sums}


class Engine:
    """One that can be away, without a model, or hang: it takes what is asked and says nothing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.hangs = asyncio.Event()
        self.goes_on = asyncio.Event()
        self.is_away = False
        self.has_model = True
        self.asked: list[str] = []

    async def __call__(self, request: web.Request) -> web.Response:
        """All that is asked of it."""
        self.asked.append(request.path.removeprefix("/webhooks/bridge/"))
        if self.hangs.is_set():
            await self.goes_on.wait()
        if self.is_away:
            assert request.transport is not None
            request.transport.abort()
        if request.path.endswith("status"):
            return web.json_response(WELL if self.has_model else {**WELL, "model": None})
        if not self.has_model:
            return web.json_response({"error": "no model is loaded"}, status=503)
        return web.json_response(an_answer(self.name).to_json())

    @property
    def turns(self) -> int:
        """How many messages it was asked to answer."""
        return self.asked.count("messages")


@pytest.fixture
def engines(monkeypatch: pytest.MonkeyPatch) -> dict[str, Engine]:
    """Three, who are looked for again at once."""
    monkeypatch.setattr(rasa_engines, "ASKED_AGAIN_SECONDS", 0)
    return {name: Engine(name) for name in ("een", "twee", "drie")}


def turns(count: int) -> list[Turn]:
    """One in each of so many conversations."""
    return [Turn(f"gesprek-{number}", "bericht", "hoi", conversation_key=KEY) for number in range(count)]


async def homes(client: RasaClient) -> list[str]:
    """The engine that answers in each of forty conversations."""
    return [(await client.answer(turn, 20.0)).text for turn in turns(40)]


async def test_the_conversations_of_an_engine_that_is_away_go_to_all_others_and_back(
    engines: dict[str, Engine],
) -> None:
    gone = engines["twee"]
    async with client_of(*engines.values()) as client:
        before = await homes(client)
        assert set(before) == set(engines)
        gone.is_away = True
        meanwhile = await homes(client)
        assert [name for name, home in zip(meanwhile, before) if home != "twee"] == [
            home for home in before if home != "twee"
        ]
        assert {name for name, home in zip(meanwhile, before) if home == "twee"} == {"een", "drie"}
        assert gone.turns == before.count("twee") + 1  # it was asked once, and then left out
        assert list(client.engines_in_use.values()) == [True, False, True]
        gone.is_away = False
        await all_in_use(client)
        assert await homes(client) == before


async def all_in_use(client: RasaClient) -> None:
    while not all(client.engines_in_use.values()):  # noqa: ASYNC110
        await asyncio.sleep(0)


async def test_an_engine_without_a_model_is_left_out_until_it_has_one(engines: dict[str, Engine]) -> None:
    bare = engines["twee"]
    async with client_of(*engines.values()) as client:
        before = await homes(client)
        bare.has_model = False
        meanwhile = await homes(client)
        assert {name for name, home in zip(meanwhile, before) if home == "twee"} == {"een", "drie"}
        assert bare.turns == before.count("twee") + 1
        assert list(client.engines_in_use.values()) == [True, False, True]
        bare.has_model = True
        await all_in_use(client)
        assert await homes(client) == before


@pytest.mark.parametrize("trouble", [{"is_away": True}, {"has_model": False}], ids=str)
async def test_who_looks_how_they_are_has_it_left_out_before_anybody_asks_it(
    engines: dict[str, Engine], trouble: dict[str, bool]
) -> None:
    vars(engines["drie"]).update(trouble)
    async with client_of(*engines.values()) as client:
        assert list(client.engines_in_use.values()) == [True, True, True]
        assert (await client.status())["model"] == WELL["model"]
        assert list(client.engines_in_use.values()) == [True, True, False]
        assert set(await homes(client)) == {"een", "twee"}
        assert engines["drie"].turns == 0


async def test_when_none_has_a_model_that_is_missing_and_a_message_waits(engines: dict[str, Engine]) -> None:
    for engine in engines.values():
        engine.has_model = False
    async with client_of(*engines.values()) as client:
        with pytest.raises(RasaUnavailable):
            await client.answer(TURN, 20.0)
        assert (await client.status())["model"] is None
        assert not any(client.engines_in_use.values())


async def test_the_only_engine_is_never_left_out(engines: dict[str, Engine]) -> None:
    engines["een"].has_model = False
    async with client_of(engines["een"]) as client:
        with pytest.raises(TurnFailed):
            await client.answer(TURN, 20.0)
        assert (await client.status())["model"] is None
        assert (client.engines_in_use, engines["een"].asked) == ({}, ["messages", "status"])


def test_engines_are_named_by_host_and_port_alone() -> None:
    client = RasaClient(["http://naam:geheim@rasa-1.example:5005", "http://rasa-2.example"], "a secret", 20.0)
    assert client.engines_in_use == {"rasa-1.example:5005": True, "rasa-2.example": True}


async def test_an_engine_that_hangs_is_left_for_another_before_the_time_is_over(
    engines: dict[str, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasa_client, "SILENT_SECONDS", 0.01)
    monkeypatch.setattr(rasa_client, "ALIVE_TIMEOUT_SECONDS", 1.0)
    async with client_of(*engines.values()) as client:
        home = engines[(await client.answer(TURN, 20.0)).text]
        home.hangs.set()
        other = (await client.answer(TURN, 20.0)).text
        assert other != home.name
        assert (await client.answer(TURN, 20.0)).text == other
        assert home.turns == 2
        home.goes_on.set()


async def test_a_turn_that_takes_long_is_waited_for_while_its_engine_says_that_it_is_there(
    engines: dict[str, Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rasa_client, "SILENT_SECONDS", 0.001)
    looked = asyncio.Event()

    async def slow(request: web.Request) -> web.Response:
        if request.path.endswith("alive"):
            looked.set()
            return web.Response(status=204)
        await looked.wait()
        return web.json_response(an_answer("traag").to_json())

    async with client_of(slow, slow) as client:
        assert (await client.answer(TURN, 20.0)).text == "traag"


async def test_when_none_answers_rasa_is_away_and_each_may_be_the_first_to_be_back(engines: dict[str, Engine]) -> None:
    for engine in engines.values():
        engine.is_away = True
    async with client_of(*engines.values()) as client:
        with pytest.raises(RasaUnavailable):
            await client.answer(TURN, 20.0)
        with pytest.raises(RasaUnavailable):
            await client.status()
        assert {engine.turns for engine in engines.values()} == {1}
        engines["drie"].is_away = False
        assert (await client.answer(TURN, 20.0)).text == "drie"


async def test_an_engine_that_refuses_a_turn_is_there_and_no_other_is_asked() -> None:
    async def refusing(request: web.Request) -> web.Response:
        return web.Response(status=204 if request.path.endswith("alive") else 503)

    async with client_of(refusing, refusing) as client:
        await fails(client, TurnFailed)
        assert len(client._engines.in_service) == 2


async def test_a_conversation_is_taken_out_of_the_memory_of_each_engine_that_answers(
    engines: dict[str, Engine],
) -> None:
    engines["twee"].is_away = True
    async with client_of(*engines.values()) as client:
        for number in range(20):
            await client.forget(f"gesprek-{number}")
    for name in ("een", "drie"):
        assert engines[name].asked == [f"conversations/gesprek-{number}" for number in range(20)]
