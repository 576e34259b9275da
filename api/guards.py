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

from api.problems import ProblemError, problem_response, version_header

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


def add_error_handlers(app: FastAPI) -> None:
    """Every error of `app` becomes problem+json in Dutch."""
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


async def add_headers(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """The API's version, and what keeps a browser from guessing or framing."""
    response = await call_next(request)
    for name, value in version_header().items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


async def _problem(request: Request, error: Exception) -> Response:
    return problem_response(request, cast(ProblemError, error))


async def _malformed(request: Request, error: Exception) -> Response:
    details = cast(RequestValidationError, error).errors()
    places = {".".join(str(part) for part in detail["loc"] if part != "body") or "body" for detail in details}
    return problem_response(request, ProblemError(400, "ongeldig_verzoek", waar=", ".join(sorted(places))))


async def _http(request: Request, error: Exception) -> Response:
    error = cast(HTTPException, error)
    if isinstance(error.__cause__, ProblemError):  # raised while FastAPI was reading the body
        return problem_response(request, error.__cause__)
    if error.status_code == _NOT_FOUND:
        found = ProblemError(_NOT_FOUND, "pagina_onbekend")
    elif error.status_code == _NOT_ALLOWED:
        found = ProblemError(_NOT_ALLOWED, "methode_niet_toegestaan", dict(error.headers or {}))
    else:
        found = ProblemError(400, "ongeldig_verzoek", waar="body")
    return problem_response(request, found)


async def _unexpected(request: Request, error: Exception) -> Response:
    logger.error("Unexpected error at %s %s", request.method, request.url.path, exc_info=error)
    return problem_response(request, ProblemError(500, "onverwachte_fout"))
