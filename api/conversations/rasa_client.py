"""Talks to Rasa over its bridge channel (see `bridge/channel.py`)."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections.abc import Sequence
from typing import Any

import httpx

from api.telemetry.message import add_parts_of_rasa, timed_part
from api.telemetry.traces import trace_header
from contract import timing
from contract.message import AssistantMessage
from contract.turn import Turn

STATUS_TIMEOUT_SECONDS = 3.0
CONNECT_SECONDS = 2.0


class RasaError(Exception):
    """Rasa did not do what it was asked; it can be asked again."""


class RasaUnavailable(RasaError):
    """Rasa cannot be reached, or has no model loaded yet."""


class TurnFailed(RasaError):
    """Rasa was there but gave no answer to this message."""


class RasaClient:
    """One connection pool to the engines of one Rasa; all turns of a conversation go to the same engine."""

    def __init__(
        self,
        engines: Sequence[str],
        secret: str,
        turn_timeout: float,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`engines` are their addresses, in the same order wherever a door asks them; `turn_timeout` in seconds.

        That is longer than the action server's own limit of 10. `transport` replaces the net.
        """
        self._engines = [f"{engine}/webhooks/bridge" for engine in engines]
        self._http = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {secret}"},
            timeout=httpx.Timeout(turn_timeout, connect=CONNECT_SECONDS),
            transport=transport,
            trust_env=False,  # what people type does not go by a proxy that is set up for the internet
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    @timed_part("rasa")
    async def answer(self, turn: Turn, within: float) -> AssistantMessage:
        """The dialogue's answer, `within` seconds; asking again with the same message_id gives the same answer.

        Raises RasaUnavailable or TurnFailed; the message can be sent again after both.
        """
        timeout = httpx.Timeout(within, connect=CONNECT_SECONDS)
        began, headers = time.time_ns(), {"traceparent": trace_header()}
        address = f"{self._engine_of(turn.conversation_id)}/messages"
        reply = await self._call("POST", address, json=turn.to_json(), timeout=timeout, headers=headers)
        add_parts_of_rasa(timing.from_header(reply.headers.get(timing.HEADER, "")), began)
        return AssistantMessage.from_json(reply.json())

    async def forget(self, conversation_id: str) -> None:
        """Delete everything Rasa keeps of the conversation; raises as `answer` does."""
        await self._call("DELETE", f"{self._engine_of(conversation_id)}/conversations/{conversation_id}")

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
        reply = await self._call("GET", f"{engine}/status", timeout=STATUS_TIMEOUT_SECONDS)
        status: dict[str, Any] = reply.json()
        return status

    def _engine_of(self, conversation_id: str) -> str:
        return self._engines[zlib.crc32(conversation_id.encode()) % len(self._engines)]

    async def _call(self, method: str, address: str, **arguments: Any) -> httpx.Response:
        try:
            reply = await self._http.request(method, address, **arguments)
        except httpx.TransportError as error:
            raise RasaUnavailable(f"{method} {address}: {error!r}") from error
        if reply.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            raise TurnFailed(reply.text)
        if reply.is_error:
            raise RasaUnavailable(f"{method} {address}: {reply.status_code}")
        return reply
