"""The channels that are on, from the start of the door to its end. To add one, add what makes it to `CHANNELS`."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from typing import Any

from fastapi import Depends, FastAPI

from api.channels import links
from api.channels.channel import Channel, ChannelContext, CreateChannel
from api.channels.channel_work import ChannelWork
from api.channels.enabled import enabled_channels
from api.channels.events import ChannelEvent
from api.conversations.service import ConversationService
from api.limits.limiter import Limiter
from api.limits.requests import count_request
from api.settings import Settings
from api.store.conversation_keys import ConversationKeys
from api.store.database import Database
from api.store.errors import StoreUnavailable
from api.store.pseudonyms import Pseudonyms
from content.live import LiveContent


def _slack(app: FastAPI, context: ChannelContext) -> Channel:
    from api.channels.slack.app import create_slack

    return create_slack(app, context)


def _teams(app: FastAPI, context: ChannelContext) -> Channel:
    from api.channels.teams.app import create_teams

    return create_teams(app, context)


CHANNELS: dict[str, CreateChannel] = {"slack": _slack, "teams": _teams}
"""What makes each channel, by its name. It imports the channel's library only when it is called."""


class Channels:
    """Those that the settings turn on; without any there is nothing of them in the app."""

    def __init__(
        self, app: FastAPI, settings: Settings, content: LiveContent, made_by: Mapping[str, CreateChannel] = CHANNELS
    ) -> None:
        """SettingsError for half a set of settings."""
        self._app = app
        self._settings = settings
        self._content = content
        self._made_by = {name: made_by[name] for name in enabled_channels(settings)}
        self._work: ChannelWork | None = None
        if self._made_by:
            app.include_router(links.router, dependencies=[Depends(count_request)])

    @property
    def names(self) -> list[str]:
        """The names of those that are on."""
        return list(self._made_by)

    async def take_in(self, event: ChannelEvent) -> None:
        """Store an event, once however often it comes; StoreUnavailable, also before `open` and after it."""
        if self._work is None:
            raise StoreUnavailable("the assistant starts or stops")
        await self._work.take_in(event)

    @contextlib.asynccontextmanager
    async def open(
        self, service: ConversationService, limiter: Limiter, database: Database, keys: ConversationKeys
    ) -> AsyncIterator[None]:
        """Make and try each channel, then work for as long as the context is open.

        ChannelError for one that cannot be used as it is set up, ContentError for a mistake in the file of workspaces.
        """
        if not self._made_by:
            yield
            return
        pseudonyms = await database.do(Pseudonyms.of_store, keys.named)
        context = ChannelContext(self._settings, self._content, self.take_in, database, keys.named, pseudonyms)
        async with contextlib.AsyncExitStack() as stack:
            channels = {}
            for name, create in self._made_by.items():
                channel = channels[name] = create(self._app, context)
                stack.push_async_callback(channel.close)
                await channel.open()
                await channel.check()
            work = ChannelWork(channels, context, service, limiter, lambda: datetime.now(UTC))
            await stack.enter_async_context(work.running())
            self._work = work
            try:
                yield
            finally:
                self._work = None

    async def state(self) -> dict[str, Any]:
        """How it goes, for the operator; empty while none works."""
        return await self._work.state() if self._work is not None else {}
