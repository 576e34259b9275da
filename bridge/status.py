"""What runs here: the model, what it was trained with, and whether its actions and its store answer."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import aiohttp
from rasa.core.agent import Agent

from bridge.actions import ActionsHere
from bridge.store import can_be_written
from content.paths import MODELS, model_card
from runtime.log_counts import ERRORS_OF_LAST_HOUR
from runtime.process_memory import resident_bytes

logger = logging.getLogger(__name__)

HEALTH_TIMEOUT_SECONDS = 2


async def status(agent: Agent) -> dict[str, Any]:
    """{"model": …, "actions": bool, "store": bool, "errors_last_hour": int, "memory_bytes": int}.

    The model's card is None when none is loaded.
    """
    return {
        "model": _card(agent) if agent.is_ready() else None,
        "actions": await _actions_answer(agent),
        "store": await can_be_written(agent),
        "errors_last_hour": ERRORS_OF_LAST_HOUR.count(),
        "memory_bytes": resident_bytes(),
    }


def _card(agent: Agent) -> dict[str, Any]:
    archive = Path(str(agent.processor.model_filename)) if agent.processor else Path()
    try:
        found: dict[str, Any] = json.loads(model_card(MODELS / archive.name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        logger.warning("The model %s has no card beside it: %s", archive.name, error)
        return {"name": archive.name}
    return found


async def _actions_answer(agent: Agent) -> bool:
    """Whether they do, and take Rasa's secret."""
    if agent.action_endpoint is None:
        return False
    if isinstance(agent.action_endpoint, ActionsHere):
        return agent.action_endpoint.can_run
    url = agent.action_endpoint.url.rsplit("/", 1)[0] + "/actions"
    timeout = aiohttp.ClientTimeout(total=HEALTH_TIMEOUT_SECONDS)
    try:
        session = aiohttp.ClientSession(timeout=timeout, headers=agent.action_endpoint.headers)
        async with session, session.get(url) as reply:
            return reply.status == 200
    except (aiohttp.ClientError, TimeoutError, OSError):
        return False
    except Exception as error:  # asyncio.TimeoutError is no TimeoutError in Python 3.10
        logger.warning("The action server's answer could not be read: %r", error)
        return False
