"""Around every request: its number, its span, and the count of its answer."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.telemetry.instruments import RESPONSES
from api.telemetry.traces import TRACES, Spanned, trace_id_of_span
from runtime.trace import new_trace_id, trace_id

METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
OF_OPERATORS = ("/livez", "/readyz", "/metrics")
"""Asked every few seconds by machines: no spans of these."""


class Measured:
    """Outermost. A number that a client sends is not read: it could be an address, or mark somebody."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Number the request, and count its answer; one that was never begun counts as 500."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            if not TRACES.are_on or scope["path"] in OF_OPERATORS:
                trace_id.set(new_trace_id())
                await self._app(scope, receive, noted)
                return
            with Spanned("request", begins_trace=True) as span:
                trace_id.set(trace_id_of_span())
                try:
                    await self._app(scope, receive, noted)
                finally:
                    method = scope["method"] if scope["method"] in METHODS else "other"
                    told = {"http__request__method": method, "http__response__status_code": status}
                    span.set(**told, http__route=_route(scope))
        finally:
            RESPONSES.labels(f"{status // 100}xx").inc()


def _route(scope: Scope) -> str:
    """How the address is written in the code, with `{…}` for what differs; empty where there is no such address."""
    return str(getattr(scope.get("route"), "path_format", ""))
