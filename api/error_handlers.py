"""Makes a ProblemError of every error that ends a request."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Match, Mount

from api.conversations.errors import ConversationError
from api.limits.limiter import LimitReached
from api.problems import ProblemError, problem_of
from api.store.errors import StoreUnavailable

logger = logging.getLogger(__name__)

_NOT_FOUND, _NOT_ALLOWED = 404, 405
_METHODS = ("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT")
_OF_STATIC_FILES = ("GET", "HEAD")
_MOST_PLACES, _LONGEST_PLACE = 5, 80
"""Of what is wrong in a request; the names are those that the client chose."""


def add_error_handlers(app: FastAPI, respond: Callable[[Request, ProblemError], Response]) -> None:
    """Every error of `app` becomes a ProblemError, and what `respond` makes of it."""
    for kind, as_problem in (
        (ProblemError, _told),
        (ConversationError, _told),
        (StoreUnavailable, _told),
        (LimitReached, _told),
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


def _told(_: Request, error: Exception) -> ProblemError:
    return problem_of(cast(ProblemError | ConversationError | StoreUnavailable | LimitReached, error))


def _malformed(_: Request, error: Exception) -> ProblemError:
    details = cast(RequestValidationError, error).errors()
    places = {".".join(str(part) for part in detail["loc"] if part != "body") or "body" for detail in details}
    told = (place[:_LONGEST_PLACE] for place in sorted(places)[:_MOST_PLACES])
    return ProblemError(400, "ongeldig_verzoek", waar=", ".join(told))


def _http(request: Request, error: Exception) -> ProblemError:
    error = cast(HTTPException, error)
    if isinstance(error.__cause__, ProblemError):  # raised while FastAPI was reading the body
        return error.__cause__
    if error.status_code == _NOT_FOUND:
        return ProblemError(_NOT_FOUND, "pagina_onbekend")
    if error.status_code == _NOT_ALLOWED:
        return ProblemError(_NOT_ALLOWED, "methode_niet_toegestaan", {"Allow": _allowed(request)})
    return ProblemError(400, "ongeldig_verzoek", waar="body")


def _allowed(request: Request) -> str:
    """The methods of every route at this address; Starlette 1.10 names those of the first alone."""
    routes = [route for route in request.app.routes if not isinstance(route, Mount)]

    def is_taken(method: str) -> bool:
        return any(route.matches({**request.scope, "method": method})[0] is Match.FULL for route in routes)

    return ", ".join(filter(is_taken, _METHODS)) or ", ".join(_OF_STATIC_FILES)


def _unexpected(request: Request, error: Exception) -> ProblemError:
    route = getattr(request.scope.get("route"), "path", "no route")  # a path can hold what somebody typed
    logger.error("Unexpected error at %s %s", request.method, route, exc_info=error)
    return ProblemError(500, "onverwachte_fout")
