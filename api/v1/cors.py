"""Cross-origin requests: the open data is for every site, a conversation for those its municipality allows.

It goes around the whole of version 1, so that a site that is allowed can read errors too.
"""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.conversations.errors import ConversationNotFound
from api.conversations.service import ConversationService
from api.embed.sites import Sites
from api.problems import ProblemError, problem_response

CONVERSATIONS = "/gesprekken"
READING = ("GET", "HEAD", "OPTIONS")
REFUSED = 403
_EXPOSED = "API-Version, Content-Disposition, Location, Retry-After"
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, DELETE",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    # Long: the request that follows is judged anew, so a site that is taken off the list is refused at once.
    "Access-Control-Max-Age": "7200",
}


class Cors:
    """Says in each answer which site may read it, and refuses changes from any other site."""

    def __init__(self, app: ASGIApp, sites: Sites) -> None:
        self._app = app
        self._sites = sites

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judge the request by its `Origin`, then let it through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        path = scope["path"].removeprefix(scope["root_path"])
        reader, refused = await self._reader(request, path)
        preflight = request.method == "OPTIONS" and "access-control-request-method" in request.headers

        async def with_permission(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if reader != "*":
                    headers.add_vary_header("Origin")
                if reader and message["status"] != REFUSED:
                    headers["Access-Control-Allow-Origin"] = reader
                    headers.update(_PREFLIGHT if preflight else {"Access-Control-Expose-Headers": _EXPOSED})
            await send(message)

        if refused and (preflight or request.method not in READING):
            problem = problem_response(request, ProblemError(REFUSED, "site_niet_toegestaan"))
            await problem(scope, receive, with_permission)
        elif reader and preflight:
            await Response(status_code=204)(scope, receive, with_permission)
        else:
            await self._app(scope, receive, with_permission)

    async def _reader(self, request: Request, path: str) -> tuple[str | None, bool]:
        """Which site may read the answer (`*` for all), and whether another one asks that may not."""
        if not path.startswith(CONVERSATIONS):
            return "*", False
        origin = self._sites.other_site(request.headers)
        if origin is None:
            return None, False
        conversation_id = path.removeprefix(CONVERSATIONS).strip("/").partition("/")[0]
        may = await self._may(origin, conversation_id, request.app.state.conversations)
        return (origin, False) if may else (None, True)

    async def _may(self, origin: str, conversation_id: str, service: ConversationService) -> bool:
        """Opening one, of which only the body says for whom, is judged once more where that is read."""
        try:
            municipality = await service.municipality_of(conversation_id)
        except ConversationNotFound:
            return self._sites.may_somewhere(origin)
        return self._sites.may(origin, municipality)
