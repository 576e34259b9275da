"""What goes around every request: a bound to its size, and the headers of its answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request
from fastapi.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, version_header

LARGEST_BODY = 512 * 1024
"""Bytes; far above the longest message, so that a message that is too long is told so."""


class BodyLimit:
    """Stops reading a body that is larger than `LARGEST_BODY`, whatever its headers say."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is received."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        received = 0

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > LARGEST_BODY:
                raise ProblemError(413, "te_groot_verzoek", maximum=LARGEST_BODY)
            return message

        await self._app(scope, counted, send)


async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The API's version, and what keeps a browser from guessing or framing."""
    response = await call_next(request)
    for name, value in version_header().items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cache-Control", "no-store")
    return response
