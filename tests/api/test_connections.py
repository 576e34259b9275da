"""Clients that keep the server waiting: their connections end, and a visitor who comes then gets an answer."""

from __future__ import annotations

import asyncio
import contextlib
import re
import resource
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import uvicorn
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api import connections
from api.connections import FILES_BESIDE, bounded_protocol, raise_files_to
from api.middleware import SAFE_HEADERS

pytestmark = pytest.mark.anyio

PATIENCE_SECONDS = 10
LARGEST_HEAD = 64 * 1024
"""Bytes before the body, as h11 bounds them."""
VISIT = b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connect = Callable[[], Awaitable[Connection]]
HALVES = {
    "nothing at all": b"",
    "half of the headers": b"GET /livez HTTP/1.1\r\nHost: x\r\n",
    "half of the body": b"POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf",
}


class Answers:
    """An app that reads a request and answers once `go_on` is set."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102
        while (await receive()).get("more_body"):
            pass
        self.asked.set()
        await self.go_on.wait()
        await Response("ja")(scope, receive, send)


@pytest.fixture
async def app() -> Answers:
    return Answers()


@contextlib.asynccontextmanager
async def serving(app: Answers, most: int) -> AsyncIterator[Connect]:
    """A server with `most` connections; gives what opens one."""
    config = uvicorn.Config(
        app, port=0, http=bounded_protocol(most), lifespan="off", log_config=None, timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            yield lambda: asyncio.open_connection("127.0.0.1", port)
    finally:
        app.go_on.set()
        await server.shutdown()


async def end_of(connection: Connection) -> bytes:
    """What still came before the connection ended."""
    with contextlib.suppress(ConnectionResetError):
        return await connection[0].read()
    return b""


async def visit(connect: Connect) -> bytes:
    """A visitor's whole answer."""
    reader, writer = await connect()
    writer.write(VISIT)
    return await end_of((reader, writer))


@pytest.mark.parametrize("sent", HALVES.values(), ids=list(HALVES))
async def test_who_keeps_the_server_waiting_is_cut_off(
    app: Answers, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.05)
    async with serving(app, most=10) as connect:
        reader, writer = await connect()
        writer.write(sent)
        assert await end_of((reader, writer)) == b""


async def test_an_answer_may_take_longer_than_a_request(app: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "REQUEST_SECONDS", 0.05)
    app.go_on.clear()
    async with serving(app, most=10) as connect:
        silent = await connect()
        visitor = asyncio.create_task(visit(connect))
        await app.asked.wait()
        await end_of(silent)
        await end_of(await connect())
        app.go_on.set()
        assert (await visitor).startswith(b"HTTP/1.1 200")


async def test_the_longest_silent_makes_room_for_a_visitor(app: Answers) -> None:
    async with serving(app, most=3) as connect:
        silent = [await connect() for _ in range(6)]
        assert (await visit(connect)).startswith(b"HTTP/1.1 200")
        for connection in silent[:4]:
            assert await end_of(connection) == b""
        assert not silent[5][0].at_eof()


@pytest.mark.parametrize("half", [HALVES["half of the headers"], HALVES["half of the body"]])
async def test_half_a_request_is_silence_too(app: Answers, half: bytes) -> None:
    async with serving(app, most=2) as connect:
        halves = [await connect() for _ in range(2)]
        for _, writer in halves:
            writer.write(half)
            await writer.drain()
        assert (await visit(connect)).startswith(b"HTTP/1.1 200")


async def test_who_is_being_answered_never_makes_room(app: Answers) -> None:
    app.go_on.clear()
    async with serving(app, most=1) as connect:
        visitor = asyncio.create_task(visit(connect))
        await app.asked.wait()
        assert await end_of(await connect()) == b""
        app.go_on.set()
        assert (await visitor).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    ("limits", "wanted", "files", "is_set"),
    [
        ((1024, 4096), 2000, 2000, True),
        ((1024, 1024), 2000, 1024, False),
        ((4096, 4096), 2000, 4096, False),
        ((1024, resource.RLIM_INFINITY), 2000, 2000, True),
        ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), 2000, 2000, False),
    ],
)
async def test_as_many_files_as_are_needed_and_allowed(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int], wanted: int, files: int, is_set: bool
) -> None:
    set_to: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _, value: set_to.append(value))
    assert raise_files_to(wanted) == files
    assert set_to == ([(files, limits[1])] if is_set else [])


async def test_fewer_connections_where_few_files_may_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1024, 1024))
    assert bounded_protocol(5000).most == 1024 - FILES_BESIDE
    assert bounded_protocol(100).most == 100


@pytest.mark.parametrize("header", [b"Content-Length: x", b"Content-Length: -1", b"Transfer-Encoding: x", b"no header"])
async def test_what_is_no_http_is_refused_with_the_safe_headers(app: Answers, header: bytes) -> None:
    async with serving(app, 5) as connect:
        reader, writer = await connect()
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\n")
        answer = await end_of((reader, writer))
        writer.close()
    assert re.match(rb"HTTP/1.1 (400|501) ", answer)
    for name in SAFE_HEADERS:
        assert b"\n" + name.lower().encode() + b": " in answer.lower()


async def test_a_head_without_end_is_refused(app: Answers) -> None:
    async with serving(app, 5) as connect:
        reader, writer = await connect()
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * LARGEST_HEAD)
        assert (await end_of((reader, writer))).startswith(b"HTTP/1.1 400 ")
        writer.close()
    assert not app.asked.is_set()


async def test_a_large_body_behind_a_head_is_none(app: Answers) -> None:
    body = b"x" * (2 * LARGEST_HEAD)
    head = b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
    async with serving(app, 5) as connect:
        reader, writer = await connect()
        writer.write(head + body)
        assert (await end_of((reader, writer))).startswith(b"HTTP/1.1 200 ")


class Refuses(Answers):
    """An app that answers before it has read anything."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: D102
        await Response("nee", 413)(scope, receive, send)


async def test_who_goes_on_sending_after_the_answer_is_not_listened_to() -> None:
    async with serving(Refuses(), 5) as connect:
        reader, writer = await connect()
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nhalf")
        assert (await end_of((reader, writer))).startswith(b"HTTP/1.1 413 ")
        writer.close()


async def test_several_requests_at_once_on_one_connection_are_answered_in_their_order(app: Answers) -> None:
    first = b"GET /een HTTP/1.1\r\nHost: x\r\n\r\n"
    async with serving(app, 5) as connect:
        reader, writer = await connect()
        writer.write(first * 3 + VISIT)
        assert (await end_of((reader, writer))).count(b"HTTP/1.1 200 ") == 4
