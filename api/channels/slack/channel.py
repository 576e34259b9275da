"""Slack as one of the assistant's channels: sends messages where they belong, each once as far as Slack lets us."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine, Mapping
from typing import Any

from cachetools import LRUCache
from slack_sdk.web.async_client import AsyncWebClient

from api.channels.channel import Attachment, ChannelError, NeverSent, NotSent
from api.channels.messages import ChannelMessage
from api.channels.slack.addresses import Address, Reference
from api.channels.slack.client import TOKEN_GONE, PerhapsDone, Refused, SlackApi, failures_of
from api.channels.slack.delivery import Delivery
from api.channels.slack.installations import InstalledWorkspaces, OneWorkspace, Workspace
from api.channels.slack.render import Post, escaped, render
from api.channels.slack.settings import SlackSettings
from api.channels.texts import ChannelTexts
from api.channels.tool_forms import with_form
from api.telemetry.instruments import EVENTS_REFUSED
from content.live import LiveContent

logger = logging.getLogger(__name__)

MOST_ATTEMPTS_KNOWN = 1000


class SlackChannel:
    """Sends to all workspaces that the assistant is in."""

    name = "slack"

    def __init__(
        self, settings: SlackSettings, content: LiveContent, workspaces: InstalledWorkspaces, api: SlackApi
    ) -> None:
        self._settings = settings
        self._content = content
        self._workspaces = workspaces
        self._api = api
        self._done: LRUCache[str, dict[int, Reference]] = LRUCache(MOST_ATTEMPTS_KNOWN)
        self._tasks: set[asyncio.Task[None]] = set()
        self.counted: Counter[str] = Counter()
        """What Slack sent and the assistant left alone or refused, by the reason, since the start."""

    async def open(self) -> None:
        """Make what needs the running event loop."""
        await self._api.open()

    async def close(self) -> None:
        """Let go of connections, and of what was under way beside the answers."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._api.close()

    async def check(self) -> None:
        """Try the token, or the names for installing, by a call of Slack; ChannelError."""
        try:
            if isinstance(self._workspaces, OneWorkspace):
                await self._check_token(self._workspaces)
            else:
                await self._check_app()
        except NotSent as error:
            raise ChannelError(
                f"Slack cannot be tried at {self._settings.api_url}: {error}. Check whether this machine reaches it."
            ) from error

    async def send(
        self,
        address: Mapping[str, Any],
        message: ChannelMessage,
        attachments: tuple[Attachment, ...] = (),
        replaces: str = "",
        attempt_of: str = "",
        tried_before: bool = False,
    ) -> str:
        """Post the message, or put it in the place of another; SendLater or NeverSent.

        Gives the reference of its last post: what can be clicked stands there. "" where Slack tells none. What only one
        person may see in a channel goes to their direct message when it comes with a file, else it is shown to them
        alone, which lasts until they close Slack.
        """
        where = Address.from_json(address)
        workspace = await self._workspaces.find(where.team)
        if workspace is None:
            raise NeverSent("the assistant is not installed in this workspace any more")
        client = self._api.client(workspace.token)
        now = self._content.current
        posts = render(message, now.texts, where.room, with_form(now.guided_tools))
        try:
            if replaces:
                return await self._replace(client, where, posts[-1], replaces)
            delivery = Delivery(self._api, client, where, posts, attachments, attempt_of)
            return await self._deliver(delivery, message, tried_before)
        except Refused as error:
            if error.code in TOKEN_GONE:
                logger.error(
                    "Slack takes the token of a workspace no more (%s): install the app there anew", error.code
                )
            raise

    def later(self, work: Coroutine[Any, Any, None], what: str) -> None:
        """Do something beside the answers, of which nothing is lost when it fails: `what` names it in the log."""

        async def done() -> None:
            try:
                await work
            except NotSent as error:
                logger.warning("%s: %s", what, error)
            except Exception:
                logger.exception("%s failed", what)

        task = asyncio.create_task(done())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def client_of(self, team: str) -> AsyncWebClient | None:
        """A client for a workspace; None when the assistant is not installed there."""
        workspace = await self._workspaces.find(team)
        return self._api.client(workspace.token) if workspace is not None else None

    def count(self, reason: str, kind: str = "ignored") -> None:
        """Count what the assistant leaves alone or refuses, and say so without what it holds."""
        EVENTS_REFUSED.labels(self.name, kind).inc()
        self.counted[reason] += 1
        logger.info("Slack sent something that is left alone: %s (%d times)", reason, self.counted[reason])

    async def _deliver(self, delivery: Delivery, message: ChannelMessage, tried_before: bool) -> str:
        """Post what has not been posted by an earlier attempt."""
        attempt = delivery.attempt_of
        where, alone = delivery.where, message.for_person_alone or delivery.where.is_of_one_person
        has_files = bool(delivery.attachments or message.documents)
        if where.is_of_one_person and where.response_url and not has_files:
            try:
                return await delivery.respond()
            except Refused:
                pass  # it is used up: the direct message is left
        elif alone and not where.is_direct and not has_files:
            try:
                return await delivery.post_to_person_alone()
            except Refused as error:
                if error.code not in ("user_not_in_channel", "not_in_channel", "channel_not_found"):
                    raise
        if where.is_person or (alone and not where.is_direct) or where.is_of_one_person:
            await delivery.go_to_direct_message()
        if attempt and tried_before and attempt not in self._done:
            self._done[attempt] = await delivery.find_earlier()
        done = self._done.setdefault(attempt, {}) if attempt else {}
        try:
            reference = await delivery.post(done)
        except (PerhapsDone, asyncio.CancelledError):
            self._done.pop(attempt, None)  # only Slack's history knows now
            raise
        self._done.pop(attempt, None)
        if delivery.went_elsewhere and not where.is_person:
            self.later(self._point_there(delivery.client, where), "A pointer to a direct message")
        return reference

    async def _point_there(self, client: AsyncWebClient, where: Address) -> None:
        """Tell where the answer stands, in the place where it was asked for."""
        text = escaped(ChannelTexts(self._content.current.texts, "slack").own("in_eigen_gesprek"))
        if where.response_url:
            await self._api.respond(where.response_url, {"text": text, "response_type": "ephemeral"})
        elif not where.is_of_one_person:
            with failures_of("chat.postEphemeral"):
                await client.chat_postEphemeral(
                    channel=where.channel, user=where.user, text=text, thread_ts=where.thread or None
                )

    async def _replace(self, client: AsyncWebClient, where: Address, post: Post, replaces: str) -> str:
        old = Reference.parse(replaces)
        if not old.for_person_alone:
            with failures_of("chat.update"):
                await client.chat_update(channel=old.channel, ts=old.ts, text=post["text"], blocks=post["blocks"])
        elif where.response_url:
            await self._api.respond(where.response_url, {**post, "replace_original": True})
        return replaces

    async def _check_token(self, workspace: OneWorkspace) -> None:
        try:
            with failures_of("auth.test"):
                answer = await self._api.client(workspace.token).auth_test()
        except Refused as error:
            raise ChannelError(
                f"Slack refuses the token in ZAKBOEK_SLACK_BOT_TOKEN ({error.code}). Take the Bot User OAuth Token "
                "from OAuth & Permissions of the app at api.slack.com/apps; it begins with xoxb-."
            ) from error
        workspace.known = Workspace(
            str(answer["team_id"]), workspace.token, str(answer.get("bot_id") or ""), str(answer.get("user_id") or "")
        )

    async def _check_app(self) -> None:
        """Slack names what is wrong with the app before it looks at the code, which is none."""
        client = self._api.client()
        try:
            with failures_of("oauth.v2.access"):
                await client.oauth_v2_access(
                    client_id=self._settings.client_id, client_secret=self._settings.client_secret, code="check"
                )
        except Refused as error:
            if error.code == "invalid_code":
                return
            raise ChannelError(
                f"Slack refuses ZAKBOEK_SLACK_CLIENT_ID or ZAKBOEK_SLACK_CLIENT_SECRET ({error.code}). Take both from "
                "Basic Information of the app at api.slack.com/apps."
            ) from error
