"""Rasa's input channel for the public door: messages in, one answer out, deletion, status.

Wired in `rasa/credentials.yml` as `bridge.channel.BridgeInput`. Every call needs the shared
secret; Rasa's own webhooks are not switched on.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, cast

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bridge import patches
from bridge.status import status
from bridge.store import ConversationStoreError, forget
from bridge.timing import timed_turn
from bridge.turn import NO_MODEL, TurnFailed, TurnMalformed, take_turn
from bridge.turn_body import Stream, TurnBody
from contract.message import AssistantMessage
from contract.records import ContractError
from contract.timing import HEADER, to_header
from contract.turn import Turn
from runtime.trace import trace_id, trace_id_of

logger = logging.getLogger(__name__)

Handler = Callable[[Request], Awaitable[HTTPResponse]]


class BridgeInput(InputChannel):
    """Serves `/webhooks/bridge`; see `rasa/credentials.yml` for its one setting, `secret`."""

    def __init__(self, secret: str) -> None:
        if not secret or secret.startswith("${"):
            raise ValueError("bridge.channel.BridgeInput: set ZAKBOEK_BRIDGE_SECRET, it is empty")
        self._secret = secret
        patches.apply()

    @classmethod
    def name(cls) -> str:
        """The last part of the channel's address."""
        return "bridge"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> BridgeInput:
        """Built by Rasa from `rasa/credentials.yml`."""
        return cls(str((credentials or {}).get("secret", "")))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The four calls of the channel.

        `on_new_message` is left aside: a turn that fails must leave no trace in the tracker,
        and that cannot be had through it (see `bridge.turn`).
        """
        routes = Blueprint("bridge", __name__)

        @routes.route("/messages", methods=["POST"], stream=True)
        @self._with_secret
        async def messages(request: Request) -> HTTPResponse:
            body = TurnBody(cast("Stream", request.stream))
            try:
                turn = await body.turn()
            except ContractError as error:
                return response.json({"error": f"malformed turn: {error}"}, status=400)
            try:
                with timed_turn() as timing:
                    answer = await _answer(_agent(request), turn, body)
            except TurnMalformed as error:
                return response.json({"error": f"malformed turn: {error}"}, status=400)
            except (TurnFailed, ConversationStoreError) as error:
                logger.error("A turn failed: %s", error)
                return response.json({"error": str(error)}, status=503)
            except Exception:
                logger.exception("A turn failed")
                return response.json({"error": "an error of its own, see Rasa's log"}, status=503)
            return response.json(answer.to_json(), headers={HEADER: to_header(timing.stretches)})

        @routes.route("/conversations/<sender_id:str>", methods=["DELETE"])
        @self._with_secret
        async def delete(request: Request, sender_id: str) -> HTTPResponse:
            try:
                await forget(_agent(request), sender_id)
            except ConversationStoreError as error:
                return response.json({"error": str(error)}, status=503)
            return response.empty()

        @routes.route("/alive", methods=["GET"])
        @self._with_secret
        async def alive(request: Request) -> HTTPResponse:
            """At once, whatever the store and the actions do; 503 without a model, which no turn can do without."""
            return response.empty() if _agent(request).is_ready() else response.json({"error": NO_MODEL}, status=503)

        @routes.route("/status", methods=["GET"])
        @self._with_secret
        async def get_status(request: Request) -> HTTPResponse:
            return response.json(await status(_agent(request)))

        return routes

    def _with_secret(self, handler: Any) -> Any:
        @wraps(handler)
        async def guarded(request: Request, *args: Any, **kwargs: Any) -> HTTPResponse:
            given = request.headers.get("Authorization", "")
            if not hmac.compare_digest(given.encode(), f"Bearer {self._secret}".encode()):
                return response.json({"error": "wrong or missing secret"}, status=401)
            trace_id.set(trace_id_of(request.headers.get("traceparent", "")))
            result: HTTPResponse = await handler(request, *args, **kwargs)
            return result

        return guarded


async def _answer(agent: Any, turn: Turn, body: TurnBody) -> AssistantMessage:
    """What `take_turn` gives; a client that hangs up before its message is stored gives the turn up."""
    stored = asyncio.get_running_loop().create_future()
    taking = asyncio.ensure_future(take_turn(agent, turn, stored))
    try:
        await body.end()
        if not stored.done():
            stored.set_result(None)
    finally:
        stored.cancel()  # nothing, once it has a result
    return await asyncio.shield(taking)  # who hangs up later must not cancel a turn half-way


def _agent(request: Request) -> Any:
    app: Sanic = request.app
    return app.ctx.agent
