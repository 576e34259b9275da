"""A running assistant with Slack and Teams turned on, each as its stand-in on this machine."""

from __future__ import annotations

import socket
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
import uvicorn
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI

from api.channels.teams.settings import PATH as TEAMS_PATH
from operations.trial.slack.platform import Platform as SlackPlatform
from operations.trial.teams.activities import CLIENT_ID, CLIENT_SECRET, TENANT
from operations.trial.teams.platform import TeamsPlatform
from tests.support.assistant import BackgroundAssistant, free_ports
from tests.support.no_limits import NO_LIMITS

SLACK_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET = "only-for-signing", "1.2", "only-for-installing"
WAITS_OF_SLACK = (1.0, 60.0, 300.0)
"""Seconds before each further delivery of an event (https://docs.slack.dev/apis/events-api#retries)."""

LONGEST_WORK_SECONDS = 300.0
POLL_SECONDS = 0.05

Answer = TypeVar("Answer")


class PlatformsAndAssistant:
    """Both stand-ins in a thread of their own and the assistant in its processes, for as long as the block runs."""

    def __init__(self, model: Path, var_dir: Path, waits: Sequence[float] = WAITS_OF_SLACK, **settings: str) -> None:
        """`waits` are the seconds before an event that was not acknowledged comes again; `settings` as ZAKBOEK_…."""
        port, slack_port, teams_port = free_ports(3)
        door, slack, teams = (f"http://127.0.0.1:{number}" for number in (port, slack_port, teams_port))
        self.assistant = BackgroundAssistant(
            model,
            var_dir,
            port=str(port),
            public_url=door,
            slack_signing_secret=SLACK_SECRET,
            slack_client_id=SLACK_CLIENT_ID,
            slack_client_secret=SLACK_CLIENT_SECRET,
            slack_api_url=f"{slack}/api/",
            teams_client_id=CLIENT_ID,
            teams_client_secret=CLIENT_SECRET,
            teams_tenant_id=TENANT,
            teams_stand_in=teams,
            **{name: str(most) for name, most in NO_LIMITS.items()},
            **settings,
        )
        self._for_slack = httpx.AsyncClient(base_url=door, timeout=30)
        self._for_work = httpx.Client(base_url=door, timeout=10)
        self.slack = SlackPlatform(
            f"{slack}/", self._for_slack, SLACK_SECRET, SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, waits=waits
        )
        self.teams = TeamsPlatform(teams, f"{door}{TEAMS_PATH}")
        microsoft = FastAPI(openapi_url=None)
        microsoft.include_router(self.teams.router)
        self._served = ((self.slack.app, slack_port), (microsoft, teams_port))
        self._open = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._portal = stack.enter_context(start_blocking_portal())
            stack.callback(self._portal.call, self._for_slack.aclose)
            stack.callback(self._for_work.close)
            for app, port in self._served:
                listening = socket.create_server(("127.0.0.1", port))
                server = uvicorn.Server(uvicorn.Config(app, log_config=None, ws="none", lifespan="off"))
                serving = self._portal.start_task_soon(server.serve, [listening])
                stack.callback(serving.result)
                stack.callback(_end, server)
            for platform in (self.slack, self.teams):
                stack.callback(self._portal.call, platform.close)
            stack.enter_context(self.assistant)
            self.call(self.slack.install)
            self._open = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def call(self, what: Callable[..., Awaitable[Answer]], *arguments: Any) -> Answer:
        """What a coroutine function of one of the stand-ins gives, in their thread."""
        return self._portal.call(what, *arguments)

    def settle(self) -> None:
        """Until all that came in has been answered; TimeoutError. A door that is away is waited for."""
        deadline = time.monotonic() + LONGEST_WORK_SECONDS
        while not self._is_idle():
            if time.monotonic() > deadline:
                raise TimeoutError(f"after {LONGEST_WORK_SECONDS:.0f} s something still waits to be answered or sent")
            time.sleep(POLL_SECONDS)

    def _is_idle(self) -> bool:
        try:
            work = self._for_work.get("/readyz").json().get("channel_work")
        except (httpx.TransportError, ValueError):
            return False
        return bool(work) and not work["events_waiting"] and not work["messages_waiting"]


def _end(server: uvicorn.Server) -> None:
    server.should_exit = server.force_exit = True
