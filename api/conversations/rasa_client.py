"""Talks to Rasa over its bridge channel (see `bridge/channel.py`)."""

from __future__ import annotations

from typing import Any

import httpx

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
    """One connection pool to one Rasa."""

    def __init__(
        self, base_url: str, secret: str, turn_timeout: float, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        """`turn_timeout` in seconds; longer than the action server's own limit of 10. `transport` replaces the net."""
        self._http = httpx.AsyncClient(
            base_url=f"{base_url}/webhooks/bridge",
            headers={"Authorization": f"Bearer {secret}"},
            timeout=httpx.Timeout(turn_timeout, connect=CONNECT_SECONDS),
            transport=transport,
            trust_env=False,  # what people type does not go by a proxy that is set up for the internet
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def answer(self, turn: Turn, within: float) -> AssistantMessage:
        """The dialogue's answer, `within` seconds; asking again with the same message_id gives the same answer.

        Raises RasaUnavailable or TurnFailed; the message can be sent again after both.
        """
        timeout = httpx.Timeout(within, connect=CONNECT_SECONDS)
        reply = await self._call("POST", "/messages", json=turn.to_json(), timeout=timeout)
        return AssistantMessage.from_json(reply.json())

    async def forget(self, conversation_id: str) -> None:
        """Delete everything Rasa keeps of the conversation; raises as `answer` does."""
        await self._call("DELETE", f"/conversations/{conversation_id}")

    async def status(self) -> dict[str, Any]:
        """`{"model": …, "actions": bool, "store": bool}`; raises RasaUnavailable."""
        reply = await self._call("GET", "/status", timeout=STATUS_TIMEOUT_SECONDS)
        status: dict[str, Any] = reply.json()
        return status

    async def _call(self, method: str, path: str, **arguments: Any) -> httpx.Response:
        try:
            reply = await self._http.request(method, path, **arguments)
        except httpx.TransportError as error:
            raise RasaUnavailable(f"{method} {path}: {error!r}") from error
        if reply.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            raise TurnFailed(reply.text)
        if reply.is_error:
            raise RasaUnavailable(f"{method} {path}: {reply.status_code}")
        return reply
