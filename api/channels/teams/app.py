"""The one address at which Teams delivers: an activity is checked, stored and then acknowledged."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response

from api.channels.channel import ChannelContext, TakeIn
from api.channels.events import Ignored
from api.channels.teams.authentication import Authentication, KeysAway, Refused
from api.channels.teams.card import CARD_TYPE
from api.channels.teams.channel import TeamsChannel
from api.channels.teams.events import read_activity
from api.channels.teams.settings import PATH, TeamsSettings
from api.channels.teams.tool_form import tool_form
from api.channels.teams.topic_search import found_topics
from api.channels.texts import ChannelTexts
from api.channels.tool_forms import has_form
from api.store.errors import StoreUnavailable
from api.telemetry.instruments import EVENTS_REFUSED
from content.live import LiveContent

logger = logging.getLogger(__name__)

_KINDS = {400: "malformed", 401: "not_authentic", 500: "not_stored", 503: "not_stored"}
"""What a refusal with this status is among the figures."""


def create_teams(app: FastAPI, context: ChannelContext) -> TeamsChannel:
    """Teams at `app`, by the settings in force; ChannelError for settings that cannot be."""
    return create_with(app, TeamsSettings.of(context.settings), context.content, context.take_in)


def create_with(app: FastAPI, settings: TeamsSettings, content: LiveContent, take_in: TakeIn) -> TeamsChannel:
    """Teams at `app`; its address is not in the description of the API."""
    authentication = Authentication(settings)
    endpoint = Endpoint(settings, content, authentication, take_in)
    app.add_api_route(PATH, endpoint.receive, methods=["POST"], include_in_schema=False)
    return TeamsChannel(settings, content, authentication.close)


class Endpoint:
    """Takes activities in; `counts` is how often what was refused or ignored, by the reason."""

    def __init__(
        self, settings: TeamsSettings, content: LiveContent, authentication: Authentication, take_in: TakeIn
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._settings = settings
        self._content = content
        self._authentication = authentication
        self._take_in = take_in

    async def receive(self, request: Request) -> Response:
        """200 once all in it is stored, 401 for who is not Teams, 500 or 503 where Teams should deliver it again."""
        try:
            activity = await request.json()
        except ValueError:
            activity = None
        if not isinstance(activity, dict):
            return self._refuse(400, "no_activity")
        try:
            await self._authentication.check(request.headers.get("Authorization", ""), activity)
        except Refused as refused:
            return self._refuse(401, str(refused))
        except KeysAway:
            return self._refuse(503, "keys_away")
        try:
            return await self._answer(activity)
        except StoreUnavailable:
            return self._refuse(500, "not_stored")

    async def _answer(self, activity: Mapping[str, Any]) -> Response:
        name, value = activity.get("name"), activity.get("value")
        if activity.get("type") == "invoke" and isinstance(value, dict):
            if name == "composeExtension/query":
                return JSONResponse(self._found(value))
            if name == "task/fetch":
                return JSONResponse(self._form(value.get("data")))
        return await self._stored(activity)

    async def _stored(self, activity: Mapping[str, Any]) -> Response:
        read = read_activity(activity, self._content.current.guided_tools)
        if isinstance(read, Ignored):
            EVENTS_REFUSED.labels("teams", "ignored").inc()
            self._count("ignored", read.reason)
            return Response(status_code=501 if read.reason == "invoke" else 200)
        for event in read:
            await self._take_in(event)
        if activity.get("type") == "invoke":
            return JSONResponse(_message(self._words.own("formulier_ontvangen")))
        return Response(status_code=200)

    def _found(self, query: Mapping[str, Any]) -> dict[str, Any]:
        now = self._content.current
        return found_topics(query, now.guide, now.texts, self._settings.public_url)

    def _form(self, asked: object) -> dict[str, Any]:
        """The dialog with a tool's questions, or a line where there is none (any more)."""
        now = self._content.current
        pressed = asked if isinstance(asked, dict) else {}
        tool = now.guided_tools.get(str(pressed.get("tool")))
        if tool is None or not has_form(tool):
            return _message(self._words.own("formulier_weg"))
        form = tool_form(tool, now.texts, str(pressed.get("room") or ""))
        shown = {"contentType": CARD_TYPE, "content": form}
        return _task("continue", {"title": tool.title, "width": "medium", "height": "large", "card": shown})

    @property
    def _words(self) -> ChannelTexts:
        return ChannelTexts(self._content.current.texts, "teams")

    def _refuse(self, status: int, reason: str) -> Response:
        EVENTS_REFUSED.labels("teams", _KINDS[status]).inc()
        self._count("refused", reason)
        return Response(status_code=status)

    def _count(self, what: str, reason: str) -> None:
        self.counts[reason] += 1
        level = logging.WARNING if what == "refused" else logging.INFO
        logger.log(level, "Teams: %s (%s), %d times since the start", what, reason, self.counts[reason])


def _message(text: str) -> dict[str, Any]:
    return _task("message", text)


def _task(kind: str, value: object) -> dict[str, Any]:
    return {"task": {"type": kind, "value": value}}
