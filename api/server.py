"""`python -m api.server`: the public door's web server, uvicorn with bounds, and a stop that lets turns end."""

from __future__ import annotations

import logging
import sys

import uvicorn
from fastapi import FastAPI

from api.connections import BACKLOG, bounded_protocol
from api.conversations.turn_queue import TurnQueue
from api.main import CANNOT_SERVE, create_app
from api.settings import Settings, load_settings

LAST_SECONDS = 5
"""After the last turn, for downloads that are under way and for closing."""


class Server(uvicorn.Server):
    """Listens on while turns are under way: new messages hear when to try again, and not that nobody is there."""

    def __init__(self, config: uvicorn.Config, turns: TurnQueue, longest_turn: float) -> None:
        super().__init__(config)
        self._turns = turns
        self._seconds_left = longest_turn

    async def on_tick(self, counter: int) -> bool:
        """Whether to close now; uvicorn asks ten times a second."""
        if not await super().on_tick(counter):
            return False
        self._turns.close()
        self._seconds_left -= 0.1
        return self.force_exit or self._turns.is_idle or self._seconds_left < 0


def server(settings: Settings, app: FastAPI) -> Server:
    """The server of `app`, not started yet."""
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="uvloop",
        http=bounded_protocol(settings.max_connections),
        ws="none",
        backlog=BACKLOG,
        forwarded_allow_ips=[str(proxy) for proxy in settings.trusted_proxies],
        timeout_graceful_shutdown=LAST_SECONDS,
        access_log=False,
        log_config=None,
    )
    return Server(config, app.state.turns, settings.turn_timeout)


def main() -> int:
    """Serve until a signal comes; 1 with a last line when it cannot."""
    try:
        settings = load_settings()
        logging.getLogger("uvicorn").setLevel(logging.WARNING)
        app = create_app(settings)
        door = server(settings, app)
    except CANNOT_SERVE as error:
        return _cannot_serve(str(error))
    try:
        door.run()
    except SystemExit:  # by uvicorn, after what the app raised as it started
        if not app.state.cannot_serve:
            raise
        return _cannot_serve(app.state.cannot_serve)
    return 0 if door.started else 1


def _cannot_serve(line: str) -> int:
    print(f"Zakboek assistant: {line}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
