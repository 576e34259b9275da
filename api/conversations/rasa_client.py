"""Talks to Rasa over its bridge channel (see `bridge/channel.py`)."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

import aiohttp

from api.telemetry.message import add_parts_of_rasa, timed_part
from api.telemetry.traces import trace_header
from contract import timing
from contract.message import AssistantMessage
from contract.turn import Turn

STATUS_TIMEOUT_SECONDS = 3.0
CONNECT_SECONDS = 2.0
IDLE_SECONDS = 60.0
"""A connection that was idle for so long is not used again; `bridge.server.KEEP_ALIVE_SECONDS` is twice that."""


class RasaError(Exception):
    """Rasa did not do what it was asked; it can be asked again."""


class RasaUnavailable(RasaError):
    """Rasa cannot be reached, or has no model loaded yet."""


class TurnFailed(RasaError):
    """Rasa was there but gave no answer to this message."""


class RasaClient:
    """One connection pool to the engines of one Rasa; all turns of a conversation go to the same engine."""

    def __init__(self, engines: Sequence[str], secret: str, turn_timeout: float) -> None:
        """`engines` are their addresses, in the same order wherever a door asks them; `turn_timeout` in seconds.

        That is longer than the action server's own limit of 10.
        """
        self._engines = [f"{engine}/webhooks/bridge" for engine in engines]
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._turn_timeout = turn_timeout
        self._http: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.close()

    @timed_part("rasa")
    async def answer(self, turn: Turn, within: float) -> AssistantMessage:
        """The dialogue's answer, `within` seconds; asking again with the same message_id gives the same answer.

        Raises RasaUnavailable or TurnFailed; the message can be sent again after both.
        """
        began, address = time.time_ns(), f"{self._engine_of(turn.conversation_id)}/messages"
        answer, headers = await self._call("POST", address, within, turn.to_json(), {"traceparent": trace_header()})
        add_parts_of_rasa(timing.from_header(headers.get(timing.HEADER, "")), began)
        return AssistantMessage.from_json(answer)

    async def forget(self, conversation_id: str) -> None:
        """Delete everything Rasa keeps of the conversation; raises as `answer` does."""
        address = f"{self._engine_of(conversation_id)}/conversations/{conversation_id}"
        await self._call("DELETE", address, self._turn_timeout)

    async def status(self) -> dict[str, Any]:
        """As `bridge.status.status` says it: true when it is so of each engine, and in sum; raises RasaUnavailable."""
        of_each = await asyncio.gather(*map(self._status, self._engines))
        models = [status["model"] for status in of_each]
        return {
            "model": models[0] if all(models) else None,
            **{part: all(status[part] for status in of_each) for part in ("actions", "store")},
            **{count: sum(status[count] for status in of_each) for count in ("errors_last_hour", "memory_bytes")},
        }

    async def _status(self, engine: str) -> dict[str, Any]:
        status: dict[str, Any] = (await self._call("GET", f"{engine}/status", STATUS_TIMEOUT_SECONDS))[0]
        return status

    def _engine_of(self, conversation_id: str) -> str:
        return self._engines[zlib.crc32(conversation_id.encode()) % len(self._engines)]

    async def _call(
        self, method: str, address: str, seconds: float, body: Any = None, headers: Mapping[str, str] | None = None
    ) -> tuple[Any, Mapping[str, str]]:
        """The JSON that comes back within so many `seconds`, None for nothing, and the headers with it."""
        timeout = aiohttp.ClientTimeout(total=seconds, connect=CONNECT_SECONDS)
        try:
            async with self._session().request(
                method, address, json=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as reply:
                if reply.status == HTTPStatus.SERVICE_UNAVAILABLE:
                    raise TurnFailed(await reply.text())
                if reply.status not in (HTTPStatus.OK, HTTPStatus.NO_CONTENT):
                    raise RasaUnavailable(f"{method} {address}: {reply.status}")
                found = None if reply.status == HTTPStatus.NO_CONTENT else await reply.json(content_type=None)
                return found, reply.headers
        except (aiohttp.ClientError, TimeoutError) as error:
            raise RasaUnavailable(f"{method} {address}: {error!r}") from error

    def _session(self) -> aiohttp.ClientSession:
        """Made in the loop that uses it; what people type goes by no proxy that is set up for the internet."""
        if self._http is None:
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS)
            self._http = aiohttp.ClientSession(headers=self._headers, connector=connector, trust_env=False)
        return self._http
