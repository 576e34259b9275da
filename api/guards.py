"""What goes around every request: its size, its headers, its errors."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import ProblemError, version_header

logger = logging.getLogger(__name__)

LARGEST_BODY = 512 * 1024
"""Bytes; far above the longest message, so that a message that is too long is told so."""

_NOT_FOUND, _NOT_ALLOWED = 404, 405


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


def add_error_handlers(app: FastAPI, respond: Callable[[Request, ProblemError], Response]) -> None:
    """Every error of `app` becomes a ProblemError, and what `respond` makes of it."""
    for kind, as_problem in (
        (ProblemError, _as_it_is),
        (RequestValidationError, _malformed),
        (HTTPException, _http),
        (Exception, _unexpected),
    ):
        app.add_exception_handler(kind, _handler(as_problem, respond))


def _handler(
    as_problem: Callable[[Request, Exception], ProblemError], respond: Callable[[Request, ProblemError], Response]
) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handle(request: Request, error: Exception) -> Response:
        return respond(request, as_problem(request, error))

    return handle


async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The API's version, and what keeps a browser from guessing or framing."""
    response = await call_next(request)
    for name, value in version_header().items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _as_it_is(_: Request, error: Exception) -> ProblemError:
    return cast(ProblemError, error)


def _malformed(_: Request, error: Exception) -> ProblemError:
    details = cast(RequestValidationError, error).errors()
    places = {".".join(str(part) for part in detail["loc"] if part != "body") or "body" for detail in details}
    return ProblemError(400, "ongeldig_verzoek", waar=", ".join(sorted(places)))


def _http(_: Request, error: Exception) -> ProblemError:
    error = cast(HTTPException, error)
    if isinstance(error.__cause__, ProblemError):  # raised while FastAPI was reading the body
        return error.__cause__
    if error.status_code == _NOT_FOUND:
        return ProblemError(_NOT_FOUND, "pagina_onbekend")
    if error.status_code == _NOT_ALLOWED:
        return ProblemError(_NOT_ALLOWED, "methode_niet_toegestaan", dict(error.headers or {}))
    return ProblemError(400, "ongeldig_verzoek", waar="body")


def _unexpected(request: Request, error: Exception) -> ProblemError:
    logger.error("Unexpected error at %s %s", request.method, request.url.path, exc_info=error)
    return ProblemError(500, "onverwachte_fout")
