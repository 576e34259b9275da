"""Both clients ask alike: JSON goes and comes, with the headers of a talk, and an error is no answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bench.clients import NO_ANSWER, Post, aiohttp_client, httpx_client

Client = Callable[[str], AbstractAsyncContextManager[Post]]
pytestmark = pytest.mark.anyio


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async def echo(request: web.Request) -> web.Response:
        return web.json_response([request.headers.get("Authorization"), await request.json()])

    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({}, status=503)

    app = web.Application()
    app.add_routes([web.post("/echo", echo), web.post("/refuse", refuse)])
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@pytest.mark.parametrize("client", [aiohttp_client, httpx_client])
async def test_json_goes_and_comes(client: Client, url: str) -> None:
    async with client(url) as post:
        found = await post("/echo", {"tekst": "hallo"}, {"Authorization": "Bearer een"})
    assert found == ["Bearer een", {"tekst": "hallo"}]


@pytest.mark.parametrize("client", [aiohttp_client, httpx_client])
async def test_an_error_is_no_answer(client: Client, url: str) -> None:
    async with client(url) as post:
        with pytest.raises(NO_ANSWER):
            await post("/refuse", {}, {})
