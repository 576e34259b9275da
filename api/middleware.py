"""What goes around every request: bounds to what comes in, and the headers of its answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response
from python_multipart.multipart import parse_options_header
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.loopback import asked_by_loopback, asked_host
from api.problems import ProblemError
from api.version import VERSION

ASKED_BY_ADDRESS = ("/livez", "/readyz", "/metrics")

LARGEST_BODY = 512 * 1024
"""Bytes; far above the longest message, so that a message that is too long is told so."""

OF_PLATFORMS = "/kanalen/"
"""Under this path platforms bring what happened there, such as Slack."""

LARGEST_EVENT = 1024 * 1024
"""Bytes that a platform may send: 40,000 characters with each written as several."""

TOO_MANY = 429
REFUSAL_SECONDS = 2.0
"""A refusal comes after so long: 30 clients without pause are told 15 times a second instead of 130."""

LONGEST_ADDRESS = 8 * 1024
"""Bytes of path and query together; RFC 9110 asks that 8,000 are understood."""

SAFE_HEADERS = {
    "API-Version": VERSION,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""The API's full version, and what keeps a browser from guessing, framing, keeping, and lending to other sites.

A site that may read the API does so with CORS, where a resource policy does not count; the chat's script sets its own.
"""

ONLY_BY_TLS = {"Strict-Transport-Security": "max-age=31536000"}
"""For a year; of this name alone, since others of the domain are not ours."""

_CHARSETS = ("utf-8", "utf8", "us-ascii")


class SafeHeaders:
    """Gives every answer the safe headers that it does not set itself; outermost, so that no error goes without."""

    def __init__(self, app: ASGIApp, by_tls: bool) -> None:
        """`by_tls`: whether visitors reach the assistant by https."""
        self._app = app
        self._headers = {**SAFE_HEADERS, **(ONLY_BY_TLS if by_tls else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add them as the answer starts."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _make_safe(MutableHeaders(scope=message), self._headers)
            await send(message)

        await self._app(scope, receive, with_headers)


class KnownHosts:
    """Refuses what is asked under a name that is not ours.

    A page elsewhere could let its own name lead to this machine (DNS rebinding), and its visitors' browsers would
    take what is here for its own. `/livez`, `/readyz` and `/metrics`, which asks for its token, answer under any name:
    load balancers and Prometheus ask by address.
    """

    def __init__(
        self, app: ASGIApp, names: frozenset[str] | None, respond: Callable[[Request, ProblemError], Response]
    ) -> None:
        """`names` beside those of this machine itself; None for any. `respond` words the refusal."""
        self._app = app
        self._names = names
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Compare the request's `Host`."""
        if scope["type"] != "http" or self._names is None or scope["path"] in ASKED_BY_ADDRESS or self._knows(scope):
            await self._app(scope, receive, send)
        else:
            await self._respond(Request(scope), ProblemError(400, "onbekende_naam"))(scope, receive, send)

    def _knows(self, scope: Scope) -> bool:
        headers = Headers(scope=scope)
        return asked_by_loopback(headers) or asked_host(headers) in (self._names or ())


class LateRefusals:
    """Sends a 429 late, so that who asks on without pause is kept waiting for it, which costs nothing.

    A platform is not kept waiting: it counts how long an answer takes, and asks for many people.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait before such an answer starts."""

        async def late(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == TOO_MANY:
                await asyncio.sleep(REFUSAL_SECONDS)
            await send(message)

        await self._app(scope, receive, send if _is_of_platform(scope) else late)


class RequestBounds:
    """Refuses an address that is too long, and stops reading a body that is too large, whatever its headers say."""

    def __init__(self, app: ASGIApp, respond: Callable[[Request, ProblemError], Response]) -> None:
        """`respond` words what is refused before it is read."""
        self._app = app
        self._respond = respond

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Measure the address, and count what is received."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif len(scope["raw_path"]) + len(scope["query_string"]) > LONGEST_ADDRESS:
            problem = ProblemError(414, "te_lang_adres", maximum=LONGEST_ADDRESS)
            await self._respond(Request(scope), problem)(scope, receive, send)
        else:
            largest = LARGEST_EVENT if _is_of_platform(scope) else LARGEST_BODY
            await self._app(scope, _bounded(receive, Headers(scope=scope), largest), send)


def _is_of_platform(scope: Scope) -> bool:
    path: str = scope.get("path", "")
    return scope.get("method") == "POST" and path.startswith(OF_PLATFORMS)


def _bounded(receive: Receive, headers: Headers, largest: int) -> Receive:
    """`receive` for a body of text that can be read, of `largest` bytes at most; else it raises ProblemError.

    Some of Python's character sets take minutes for a body of this size, and others fail.
    """
    received = 0
    readable = _charset(headers) in _CHARSETS

    async def bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received and not readable:
            raise ProblemError(400, "ongeldig_verzoek", waar="header.Content-Type")
        if received > largest:
            raise ProblemError(413, "te_groot_verzoek", maximum=largest)
        return message

    return bounded


def _charset(headers: Headers) -> str:
    _, options = parse_options_header(headers.get("content-type", ""))
    return options.get(b"charset", b"utf-8").decode("latin-1").lower()


def _make_safe(headers: MutableHeaders, safe: dict[str, str]) -> None:
    for name, value in safe.items():
        headers.setdefault(name, value)
    if "location" in headers:
        headers["location"] = _within_this_site(headers["location"])


def _within_this_site(location: str) -> str:
    """Without the host: all our redirects stay here, and Starlette's own take theirs from what a client says."""
    parts = urlsplit(location)
    return location if not parts.netloc else "/" + location.partition(parts.netloc)[2].lstrip("/")
