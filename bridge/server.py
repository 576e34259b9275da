"""Serves Rasa's agent, with the bridge as the only way in.

`rasa run` loads every channel, and all that training needs, before it looks at what it is told to serve.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
from functools import partial
from pathlib import Path
from typing import Any

import rasa.utils.io
from rasa.core.agent import Agent, load_agent
from rasa.core.utils import AvailableEndpoints
from rasa.shared.utils.io import read_config_file
from rasa.utils.common import configure_logging_and_warnings, update_sanic_log_level
from rasa.utils.log_utils import configure_structlog
from sanic import Sanic

from bridge.actions import ActionsHere
from bridge.channel import BridgeInput
from bridge.engines import Engines, bound_sockets
from bridge.store import close_connections
from content.paths import ROOT
from runtime.log import JsonLines
from runtime.log_counts import ERRORS_OF_LAST_HOUR

ENDPOINTS, CREDENTIALS = ROOT / "rasa" / "endpoints.yml", ROOT / "rasa" / "credentials.yml"
ACTIONS_APART = "ZAKBOEK_ACTIONS_APART"
LOG_FORMAT = "ZAKBOEK_LOG_FORMAT"

KEEP_ALIVE_SECONDS = 120
"""Longer than the door keeps a connection that is not in use."""

COLLECTED_AFTER = (50_000, 20, 100)
"""How much is new before the collector looks through it, and how often it looks through what is older: with Python's
own numbers a turn takes 0.1 ms of 6.8 more."""


def serve(model: Path, host: str, port: int, engines: int) -> None:
    """Load `model` once and serve by so many engines, on `port` and those after it, until a signal comes."""
    configure_logging_and_warnings()
    rasa.utils.io.configure_colored_logging(None)
    configure_structlog()
    update_sanic_log_level()
    _set_up_log(logging.getLogger(), os.environ.get(LOG_FORMAT, ""))
    app = make_app(BridgeInput.from_credentials(read_config_file(CREDENTIALS)["bridge.channel.BridgeInput"]))

    app.ctx.agent = asyncio.run(load_with_actions(model))
    close_connections(app.ctx.agent)
    gc.collect()
    gc.freeze()  # the collector looks through what a turn makes, and not each time through all content too
    gc.set_threshold(*COLLECTED_AFTER)
    gc.enable()
    sockets, serve_on = bound_sockets(host, port, engines), partial(_serve_on, app)
    if engines == 1:  # in this process: one that only stands by would take 110 MiB
        serve_on(sockets[0])
    else:
        Engines(sockets, serve_on).run()


def _serve_on(app: Sanic, bound: socket.socket) -> None:
    app.run(sock=bound, access_log=False)


def make_app(channel: BridgeInput) -> Sanic:
    """What is served; `ctx.agent` is to be set before."""
    app = Sanic("zakboek-rasa", configure_logging=False)
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_SECONDS
    app.blueprint(channel.blueprint(_unused), url_prefix=f"/webhooks/{channel.url_prefix()}")
    return app


def _set_up_log(root: logging.Logger, form: str) -> None:
    """Count errors, and write the lines of Rasa's handlers as the door writes its own."""
    if form == "json":
        for handler in root.handlers:
            handler.setFormatter(JsonLines("rasa"))
    root.addHandler(ERRORS_OF_LAST_HOUR)


async def load_with_actions(model: Path) -> Agent:
    """Rasa's agent by `rasa/endpoints.yml`, with the actions in this process unless a setting puts them apart.

    Without a model when that cannot be loaded: Rasa's log says why then.
    """
    endpoints = AvailableEndpoints.read_endpoints(str(ENDPOINTS))
    if os.environ.get(ACTIONS_APART, "").lower() not in ("true", "1"):
        endpoints.action = ActionsHere()
    agent: Agent = await load_agent(str(model), endpoints=endpoints)
    return agent


async def _unused(message: Any) -> None:
    raise AssertionError("a turn does not go through Rasa's own handler")
