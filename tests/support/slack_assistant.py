"""The assistant's part of Slack beside the stand-in: what it takes in is recorded, and answered where a test says so."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import uvicorn
from fastapi import FastAPI
from slack_sdk.signature import Clock

from api.channels.channel import ChannelContext
from api.channels.events import ChannelEvent
from api.channels.slack.app import create_with
from api.channels.slack.channel import SlackChannel
from api.channels.slack.settings import SlackSettings
from api.main import create_app
from api.settings import Settings
from api.store.conversation_keys import ConversationKeys
from api.store.database import Database
from api.store.errors import StoreUnavailable
from api.store.pseudonyms import Pseudonyms
from content.live import LiveContent
from operations.trial.slack.client import page_of
from operations.trial.slack.platform import Platform
from tests.support.assistant import free_ports
from tests.support.fake_rasa import FakeRasa
from tests.support.no_limits import NO_LIMITS

PUBLIC_URL = "http://zakboek.example"
SIGNING_SECRET = "proef-geheim-van-slack"  # noqa: S105
CLIENT_ID, CLIENT_SECRET = "1.2", "proef-geheim-van-de-app"
MOMENT = 1_800_000_000.0
PATIENCE_SECONDS = 3.0
"""How long the assistant waits for the stand-in, where a test has it never answer."""


class _Clock(Clock):
    def now(self) -> float:
        return MOMENT


@dataclass
class TakenIn:
    """What the assistant has taken in; `is_away` is as if its store were gone."""

    events: list[ChannelEvent] = field(default_factory=list)
    attempts: int = 0
    is_away: bool = False

    async def __call__(self, event: ChannelEvent) -> None:
        """Record it once, as the store would."""
        self.attempts += 1
        if self.is_away:
            raise StoreUnavailable("locked")
        if all(one.id != event.id for one in self.events):
            self.events.append(event)

    @property
    def last(self) -> ChannelEvent:
        """The newest."""
        return self.events[-1]


@dataclass(frozen=True)
class SlackTrial:
    """The stand-in, the assistant's channel at it, and what was taken in."""

    platform: Platform
    channel: SlackChannel
    taken_in: TakenIn
    client: httpx.AsyncClient
    app: FastAPI

    async def idle(self) -> None:
        """Until nothing is done beside the answers any more."""
        while tasks := list(self.channel._tasks):
            await asyncio.gather(*tasks)


@asynccontextmanager
async def slack_trial(
    content: LiveContent, database: Database, keys: ConversationKeys, bot_token: str = ""
) -> AsyncIterator[SlackTrial]:
    """Both, running on loopback; installed, unless `bot_token` is a token for the workspace already."""
    app, taken_in = FastAPI(), TakenIn()
    async with _platform(app, lambda: MOMENT) as (platform, client):
        settings = SlackSettings(
            SIGNING_SECRET,
            PUBLIC_URL,
            CLIENT_ID,
            CLIENT_SECRET,
            bot_token,
            f"{platform.url}api/",
            call_seconds=PATIENCE_SECONDS,
        )
        pseudonyms = Pseudonyms.of_store(keys.named)
        context = ChannelContext(Settings(), content, taken_in, database, keys.named, pseudonyms)
        channel = create_with(app, context, settings, _Clock())
        await channel.open()
        try:
            if not bot_token:
                await platform.install()
            yield SlackTrial(platform, channel, taken_in, client, app)
        finally:
            await channel.close()


@asynccontextmanager
async def slack_door(var_dir: Path, content: LiveContent, rasa: FakeRasa) -> AsyncIterator[Platform]:
    """The whole door with this Rasa, and the stand-in with its page; the assistant is in the workspace."""
    [port] = free_ports(1)
    values = {
        "var_dir": var_dir,
        "public_url": PUBLIC_URL,
        "slack_signing_secret": SIGNING_SECRET,
        "slack_client_id": CLIENT_ID,
        "slack_client_secret": CLIENT_SECRET,
        "slack_api_url": f"http://127.0.0.1:{port}/api/",
        **NO_LIMITS,
    }
    app = create_app(Settings.model_validate(values), content, rasa)
    async with _platform(app, time.time, port) as (platform, _), app.router.lifespan_context(app):
        await platform.install()
        yield platform


@asynccontextmanager
async def _platform(
    app: FastAPI, now: Callable[[], float], port: int = 0
) -> AsyncIterator[tuple[Platform, httpx.AsyncClient]]:
    """The stand-in with its page, served on loopback; it calls the assistant without a network."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", port))
        listening.listen()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=PUBLIC_URL) as client:
            platform = Platform(url, client, SIGNING_SECRET, CLIENT_ID, CLIENT_SECRET, now, waits=(0, 0, 0))
            platform.app.include_router(page_of(platform))
            server = uvicorn.Server(uvicorn.Config(platform.app, log_config=None, ws="none", lifespan="off"))
            serving = asyncio.create_task(server.serve([listening]))
            try:
                yield platform, client
            finally:
                platform.close()
                server.should_exit = server.force_exit = True
                await serving
