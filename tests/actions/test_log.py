"""An action that raises leaves nothing of the conversation in the log of the action server."""

from __future__ import annotations

import asyncio
import io
import logging
from typing import Any, cast

import pytest
from rasa_sdk.endpoint import create_app
from sanic import Sanic
from sanic.response import HTTPResponse

from actions.person import ActionMens
from runtime.log import keep_text_out

MARKER = "zeldzaamwoord"


class Request:
    """A call of an action; Sanic's own shows nothing of its body either."""

    def __init__(self, body: Any) -> None:
        self.headers: dict[str, str] = {}
        self.json = body


def fail(action: ActionMens, dispatcher: Any, tracker: Any, domain: Any) -> Any:
    raise ValueError(f"cannot read {MARKER}")


async def call(app: Sanic, body: Any) -> HTTPResponse:
    """An action called as Sanic would; the app itself is not started, a process can do that once only."""
    [webhook] = [route.handler for route in app.router.routes_all.values() if route.path == "webhook"]
    request, reply = Request(body), HTTPResponse()
    try:
        reply = await webhook(request)
    except Exception as error:
        reply = await app.error_handler.lookup(error, None)(request, error)
    return cast(HTTPResponse, reply)


def test_nothing_typed_is_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ActionMens, "run", fail)
    keep_text_out()  # as `actions` does when it is imported; another test may have put it back
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    root.addHandler(handler)
    try:
        action_call = {"next_action": "action_mens", "tracker": {"sender_id": "c1", "latest_message": {"text": MARKER}}}
        reply = asyncio.run(call(create_app("actions"), action_call))
    finally:
        root.removeHandler(handler)
    assert reply.status == 500
    assert "ValueError" in stream.getvalue()
    assert MARKER not in stream.getvalue()
