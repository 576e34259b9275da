"""What Slack sends comes in here: checked, understood, stored, and only then acknowledged.

Bolt has no memory, answers an event before it has run, and calls Slack before it lets one in; so events are stored in
the request itself, tokens come from the store alone, and what is not the assistant's is acknowledged and counted.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from fastapi import APIRouter, FastAPI, Request, Response
from slack_bolt.adapter.starlette.async_handler import to_async_bolt_request, to_starlette_response
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_internals import build_async_context
from slack_bolt.response import BoltResponse
from slack_sdk.signature import Clock, SignatureVerifier

from api.channels.channel import ChannelContext, NotSent, TakeIn
from api.channels.events import AccessWithdrawn, ChannelEvent, Ignored
from api.channels.slack.action_ids import SEPARATOR, TOOL_FORM
from api.channels.slack.addresses import Address
from api.channels.slack.channel import SlackChannel
from api.channels.slack.client import SlackApi, failures_of
from api.channels.slack.events import address_of_click, read_payload, workspace_of
from api.channels.slack.home import home
from api.channels.slack.install import install_routes
from api.channels.slack.installations import Installations, InstalledWorkspaces, OAuthStates, OneWorkspace
from api.channels.slack.limits import PROMPTS
from api.channels.slack.settings import EVENTS_PATH, SlackSettings
from api.channels.slack.tool_form import tool_form
from api.channels.texts import ChannelTexts
from api.channels.tool_forms import has_form
from api.store.errors import StoreUnavailable
from api.telemetry.instruments import EVENTS_REFUSED
from content.live import LiveContent

logger = logging.getLogger(__name__)

FORM_SECONDS = 2.0
"""Slack opens a form for who clicked within 3 seconds; when it does not, the tool is begun step by step."""

_ANY = re.compile(".*", re.DOTALL)
_QUIET = ("slack_bolt", "slack_sdk")
"""Below WARNING these log whole bodies: Bolt each that is not signed well, slack-sdk each that is sent."""


def create_slack(app: FastAPI, context: ChannelContext) -> SlackChannel:
    """Slack at `app`, by the settings in force."""
    return create_with(app, context, SlackSettings.of(context.settings), Clock())


def create_with(app: FastAPI, context: ChannelContext, settings: SlackSettings, clock: Clock) -> SlackChannel:
    """Slack at `app`, with the pages to install it unless one workspace's token is set; `clock` dates signatures."""
    for library in _QUIET:
        logging.getLogger(library).setLevel(logging.WARNING)
    content, api = context.content, SlackApi(settings.api_url, settings.call_seconds)
    workspaces: InstalledWorkspaces
    if settings.bot_token:
        workspaces = OneWorkspace(settings.bot_token)
    else:
        workspaces = installations = Installations(context.database, context.keys, context.pseudonyms)
        app.include_router(install_routes(settings, content, api, installations, OAuthStates(context.database)))
    channel = SlackChannel(settings, content, workspaces, api)
    intake = _Intake(channel, content, workspaces, context.take_in)
    app.include_router(_routes(settings, channel, _bolt(settings, content, api, workspaces, intake), clock))
    return channel


def _routes(settings: SlackSettings, channel: SlackChannel, bolt: AsyncApp, clock: Clock) -> APIRouter:
    router = APIRouter(include_in_schema=False)
    verifier = SignatureVerifier(settings.signing_secret, clock)

    @router.post(EVENTS_PATH)
    async def receive(request: Request) -> Response:
        body = await request.body()
        if not _is_signed(verifier, request, body):
            channel.count("not signed by Slack, or too long ago", "not_authentic")
            return Response(status_code=401)
        try:
            asked = _bolt_request(request, body)
        except (ValueError, AttributeError, RecursionError):  # signed, and none of the shapes that Slack has
            channel.count("no payload of Slack's", "malformed")
            return Response(status_code=400)
        return to_starlette_response(await bolt.async_dispatch(asked))

    return router


def _is_signed(verifier: SignatureVerifier, request: Request, body: bytes) -> bool:
    """Whether Slack signed exactly this, in the last five minutes. Bolt does the same after it has read the body."""
    try:
        return verifier.is_valid_request(body, dict(request.headers))
    except (ValueError, TypeError):  # a time that is no number, or a signature or body that is no text
        return False


def _bolt_request(request: Request, body: bytes) -> AsyncBoltRequest:
    """The request as Bolt wants it; Bolt reads a form in which the word "payload" was typed as empty."""
    asked = to_async_bolt_request(request, body)
    if not asked.body and body:
        asked.body = dict(parse_qsl(body.decode(), keep_blank_values=True))
        asked.context = build_async_context(asked.context, asked.body)
    return asked


def _bolt(
    settings: SlackSettings, content: LiveContent, api: SlackApi, workspaces: InstalledWorkspaces, intake: _Intake
) -> AsyncApp:
    async def authorize(team_id: str | None) -> Any:
        """From the store alone: what Slack sends comes in while its API is away, too."""
        found = await workspaces.find(team_id or "")
        if found is None:
            return None
        return AuthorizeResult(enterprise_id=None, team_id=found.team, bot_id=found.bot_id, bot_user_id=found.bot_user)

    bolt = AsyncApp(
        name="slack_bolt.zakboek",
        logger=logging.getLogger("slack_bolt"),
        signing_secret=settings.signing_secret,
        client=api.client(),
        authorize=authorize,
        user_facing_authorize_error_message=_words(content).own("niet_hier"),
        process_before_response=True,  # an event that could not be stored gets 500, and Slack delivers it again
        raise_error_for_unhandled_request=True,
        request_verification_enabled=False,  # see _is_signed: it logs the body, and fails on headers that are no text
        attaching_function_token_enabled=False,
        attaching_conversation_kwargs_enabled=False,
    )

    @bolt.event(_ANY)
    async def on_event(body: dict[str, Any]) -> None:
        await intake.event(body)

    @bolt.action(_ANY)
    async def on_click(ack: AsyncAck, body: dict[str, Any]) -> None:
        await intake.click(body)
        await ack()

    @bolt.command(_ANY)
    @bolt.shortcut(_ANY)
    @bolt.view(_ANY)
    async def on_request(ack: AsyncAck, body: dict[str, Any]) -> None:
        await intake.take(body)
        await ack()

    @bolt.error
    async def on_error(error: Exception) -> BoltResponse:
        if isinstance(error, BoltUnhandledRequestError):
            intake.channel.count("of a kind that nobody asked for")
            return BoltResponse(status=200)
        if not isinstance(error, StoreUnavailable):  # which the store has logged
            logger.error("What Slack sent was not taken in", exc_info=error)
        EVENTS_REFUSED.labels(intake.channel.name, "not_stored").inc()
        return BoltResponse(status=500)

    return bolt


class _Intake:
    """Takes in what Slack sends, and does beside it what is not stored: the Home tab, a form, who is looking it up."""

    def __init__(
        self, channel: SlackChannel, content: LiveContent, workspaces: InstalledWorkspaces, take_in: TakeIn
    ) -> None:
        self.channel = channel
        self._content = content
        self._workspaces = workspaces
        self._take_in = take_in

    async def take(self, body: Mapping[str, Any]) -> tuple[ChannelEvent, ...]:
        """Store what it means; StoreUnavailable."""
        read = read_payload(body)
        if isinstance(read, Ignored):
            self.channel.count(read.reason)
            return ()
        for event in read:
            await self._take_in(event)
        return read

    async def event(self, body: Mapping[str, Any]) -> None:
        """One of the Events API."""
        about: Mapping[str, Any] = body.get("event") or {}
        if about.get("type") == "app_home_opened":
            if about.get("tab") == "home":
                self.channel.later(self._publish_home(workspace_of(body), about), "The Home tab")
            return
        for event in await self.take(body):
            if isinstance(event.act, AccessWithdrawn):
                happened = body.get("event_time")  # an old one may come again after a new installation
                before = datetime.fromtimestamp(float(happened), UTC) if happened else None
                await self._workspaces.forget(event.place.workspace, before)
            elif event.address.get("thread") and event.address["channel"].startswith("D"):
                self.channel.later(self._show_work(Address.from_json(event.address), about), "An assistant's talk")

    async def click(self, body: Mapping[str, Any]) -> None:
        """A button or a menu; one that opens a form is an event only when the form does not open."""
        action: Mapping[str, Any] = next(iter(body.get("actions") or ()), {})
        if str(action.get("action_id")).partition(SEPARATOR)[0] == TOOL_FORM and await self._open_form(body, action):
            return
        await self.take(body)

    async def _open_form(self, body: Mapping[str, Any], action: Mapping[str, Any]) -> bool:
        now = self._content.current
        tool, where = now.guided_tools.get(str(action.get("value"))), address_of_click(body, action)
        client = await self.channel.client_of(workspace_of(body))
        if tool is None or where is None or client is None or not has_form(tool):
            return False
        form = tool_form(tool, now.texts, where.channel, where.room)
        try:
            async with asyncio.timeout(FORM_SECONDS):
                with failures_of("views.open"):
                    await client.views_open(trigger_id=str(body.get("trigger_id")), view=form)
        except (NotSent, TimeoutError) as error:
            logger.warning("A form did not open in Slack, the tool is begun step by step: %s", error)
            return False
        return True

    async def _publish_home(self, team: str, about: Mapping[str, Any]) -> None:
        client = await self.channel.client_of(team)
        if client is not None:
            view = home(self._content.current, str(about.get("channel") or ""))
            with failures_of("views.publish"):
                await client.views_publish(user_id=str(about.get("user")), view=view)

    async def _show_work(self, where: Address, about: Mapping[str, Any]) -> None:
        """In an assistant's talk: suggest questions at its beginning, then show that the answer is looked up."""
        now, client = self._content.current, await self.channel.client_of(where.team)
        if client is None:
            return
        words = _words(self._content)
        if about.get("type") != "assistant_thread_started":
            with failures_of("assistant.threads.setStatus"):
                await client.assistant_threads_setStatus(
                    channel_id=where.channel, thread_ts=where.thread, status=words.own("zoekt")
                )
            return
        questions = [now.guide.topics[topic].question for topic in now.texts["gesprek"]["begroeting"].topics]
        with failures_of("assistant.threads.setSuggestedPrompts"):
            await client.assistant_threads_setSuggestedPrompts(
                channel_id=where.channel,
                thread_ts=where.thread,
                title=words.own("vragen"),
                prompts=[{"title": question, "message": question} for question in questions[:PROMPTS]],
            )


def _words(content: LiveContent) -> ChannelTexts:
    return ChannelTexts(content.current.texts, "slack")
