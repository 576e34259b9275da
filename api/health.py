"""`/livez` and `/readyz`: alive, and ready with every part named; which versions run is for the operator alone."""

from __future__ import annotations

import hmac
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.loopback import asked_by_loopback, from_here
from api.operator_state import OperatorState, operator_state
from api.problems import RETRY_AFTER_SECONDS
from api.settings import Settings
from api.version import VERSION
from content.live import LiveContent

router = APIRouter(include_in_schema=False)


@router.get("/livez")
async def alive() -> dict[str, str]:
    """This process answers."""
    return {"status": "ok"}


@router.get("/readyz")
async def ready(request: Request) -> JSONResponse:
    """200 when every part answers, 503 otherwise; `missing` names the parts that do not.

    `failed_starts` says how often in a row a part that is supervised here ended at its start, `channels` which are on.
    The operator also gets the model's card, the version, what is wrong in the content, what waits, what was
    deleted, and what went wrong in the last hour.
    """
    state = request.app.state
    is_operator = _is_operator(request)
    found = await operator_state(state, with_stored=is_operator)
    body: dict[str, Any] = {
        "status": "ready" if not found.missing else "not ready",
        "missing": found.missing,
        "failed_starts": found.failed_starts,
        "content": {"up_to_date": found.content_is_current},
        "channels": state.channels.names,
    }
    if is_operator:
        body |= {"model": found.model, "content": _content_state(state.content), "version": VERSION, **_work(found)}
        if state.channels.names and found.stored is not None:
            body["channel_work"] = found.stored.channel_work
    if found.missing:
        return JSONResponse(body, 503, {"Retry-After": str(RETRY_AFTER_SECONDS)})
    return JSONResponse(body)


def _work(found: OperatorState) -> dict[str, Any]:
    """What waits, what was deleted, and what it takes; None where the database cannot tell."""
    stored = found.stored
    return {
        "deliveries": stored.deliveries if stored else None,
        "engines": {
            "in_use": [engine for engine, is_used in found.engines_in_use.items() if is_used],
            "left_out": [engine for engine, is_used in found.engines_in_use.items() if not is_used],
        },
        "redis": {"answers": found.redis_answers} if found.redis_answers is not None else None,
        "queue": found.queue,
        "deletions": {
            "last_look": found.last_retention.isoformat(timespec="seconds") if found.last_retention else None,
            "waiting": stored.deletions_waiting if stored else None,
        },
        "outbox": {"waiting": stored.outbox_waiting if stored else None},
        "storage": found.storage,
        "memory_bytes": found.memory_bytes,
        "errors_last_hour": found.errors_last_hour,
    }


def _content_state(content: LiveContent) -> dict[str, Any]:
    now = content.current
    return {
        "up_to_date": content.problem is None,
        "topics": len(now.guide),
        "municipalities": len(now.municipalities.own),
        "problem": content.problem,
    }


def _is_operator(request: Request) -> bool:
    """Who has the secret, or asks on this machine itself and not through a proxy on it."""
    settings: Settings = request.app.state.settings
    if settings.status_secret is not None:
        expected = f"Bearer {settings.status_secret.get_secret_value()}"
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), expected.encode())
    return from_here(request) and asked_by_loopback(request.headers)
