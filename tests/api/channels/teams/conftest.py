"""The door's address for Teams and the sending to it, against the stand-in of Microsoft's services."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace

import httpx
import pytest
from fastapi import FastAPI

from api.channels.events import Act, ChannelEvent
from api.channels.teams.app import create_with
from api.channels.teams.channel import TeamsChannel
from api.channels.teams.settings import TeamsSettings
from api.store.errors import StoreUnavailable
from content.live import LiveContent
from operations.trial.teams.activities import CLIENT_ID, CLIENT_SECRET, TENANT
from operations.trial.teams.platform import TeamsPlatform
from tests.support.teams_assistant import PUBLIC_URL, teams_platform


@dataclass
class TakenIn:
    """Remembers events, each once; raises what a store that is away raises while it `is_away`."""

    events: dict[str, ChannelEvent] = field(default_factory=dict)
    is_away: bool = False

    async def __call__(self, event: ChannelEvent) -> None:
        """As `TakeIn`."""
        if self.is_away:
            raise StoreUnavailable
        self.events.setdefault(event.id, event)

    @property
    def acts(self) -> list[Act]:
        """What is asked, in the order in which it came."""
        return [event.act for event in self.events.values()]


@dataclass(frozen=True)
class Teams:
    """Both sides."""

    platform: TeamsPlatform
    door: FastAPI
    channel: TeamsChannel
    taken_in: TakenIn
    settings: TeamsSettings

    def channel_with(self, content: LiveContent, **settings: str) -> TeamsChannel:
        """Another one, with these settings."""
        return TeamsChannel(replace(self.settings, **settings), content, lambda: None)


@pytest.fixture
async def platform() -> AsyncIterator[TeamsPlatform]:
    """Microsoft's services on a port of this machine; the door is not there yet."""
    async with teams_platform() as platform:
        yield platform


@pytest.fixture
async def teams(content: LiveContent, platform: TeamsPlatform) -> AsyncIterator[Teams]:
    """Teams and the door, with nothing said yet."""
    door, taken_in = FastAPI(), TakenIn()
    settings = TeamsSettings(CLIENT_ID, CLIENT_SECRET, TENANT, PUBLIC_URL, platform.url)
    channel = create_with(door, settings, content, taken_in)
    platform.transport = httpx.ASGITransport(door)
    yield Teams(platform, door, channel, taken_in, settings)
    platform.close()
    await channel.close()
