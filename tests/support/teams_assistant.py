"""The stand-in for Teams with its page, and the whole door with Teams on at it, both in the loop of a test."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from api.channels.teams.settings import PATH
from api.main import create_app
from api.settings import Settings
from content.live import LiveContent
from operations.trial.teams.activities import CLIENT_ID, CLIENT_SECRET, TENANT
from operations.trial.teams.client import app_of
from operations.trial.teams.platform import TeamsPlatform
from tests.support.no_limits import NO_LIMITS

PUBLIC_URL = "https://zakboek.voorbeeldstad.example"


@asynccontextmanager
async def teams_platform() -> AsyncIterator[TeamsPlatform]:
    """Microsoft's services on a port of this machine; the door is not there yet."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        platform = TeamsPlatform(f"http://127.0.0.1:{listening.getsockname()[1]}", f"{PUBLIC_URL}{PATH}")
        server = uvicorn.Server(uvicorn.Config(app_of(platform), log_config=None, ws="none", lifespan="off"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield platform
        finally:
            platform.close()
            server.should_exit = server.force_exit = True
            await serving


@asynccontextmanager
async def teams_door(
    platform: TeamsPlatform, var_dir: Path, content: LiveContent, rasa: Any, **changed: Any
) -> AsyncIterator[None]:
    """The door with this Rasa, for as long as the context is open; `changed` in the place of its settings."""
    values = {
        "var_dir": var_dir,
        "public_url": PUBLIC_URL,
        "teams_client_id": CLIENT_ID,
        "teams_client_secret": CLIENT_SECRET,
        "teams_tenant_id": TENANT,
        "teams_stand_in": platform.url,
        **NO_LIMITS,
        **changed,
    }
    door = create_app(Settings.model_validate(values), content, rasa)
    platform.transport = httpx.ASGITransport(door)
    async with door.router.lifespan_context(door):
        yield
