"""The programs that ask. What they take for themselves stands in every time that is measured with them.

aiohttp reads HTTP in C and takes some tenths of a millisecond; httpx, which many Python programs ask with, takes
milliseconds. Of two systems the quicker one then looks slower than it is, so what is compared is asked by aiohttp, and
once more by httpx for a row of its own.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Protocol

import aiohttp
import httpx

NO_ANSWER = (aiohttp.ClientError, httpx.HTTPError, TimeoutError)

LONGEST_SECONDS = 120
MOST_CONNECTIONS = 400
KEEPALIVE_SECONDS = 2.0
"""uvicorn ends an idle connection after 5 seconds, which may be just when the next question is sent."""


class Post(Protocol):
    """Posts JSON."""

    async def __call__(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        """The JSON of the reply; `NO_ANSWER` where none comes, or an error."""


@asynccontextmanager
async def aiohttp_client(url: str) -> AsyncIterator[Post]:
    """One that asks the server at `url`, by no proxy."""
    session = aiohttp.ClientSession(
        url,
        connector=aiohttp.TCPConnector(limit=MOST_CONNECTIONS, keepalive_timeout=KEEPALIVE_SECONDS),
        timeout=aiohttp.ClientTimeout(total=LONGEST_SECONDS),
        raise_for_status=True,
    )

    async def post(path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        async with session.post(path, json=body, headers=headers) as reply:
            return json.loads(await reply.read())

    async with session:
        yield post


@asynccontextmanager
async def httpx_client(url: str) -> AsyncIterator[Post]:
    """The same by httpx."""
    limits = httpx.Limits(
        max_connections=MOST_CONNECTIONS,
        max_keepalive_connections=MOST_CONNECTIONS,
        keepalive_expiry=KEEPALIVE_SECONDS,
    )

    async def post(path: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Any:
        reply = await client.post(path, json=body, headers=headers)
        return reply.raise_for_status().json()

    async with httpx.AsyncClient(base_url=url, timeout=LONGEST_SECONDS, limits=limits, trust_env=False) as client:
        yield post
