"""`/livez` and `/readyz`: alive, and ready with every part named; which versions run is for the operator alone."""

from __future__ import annotations

import hmac
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.conversations.rasa_client import RasaClient, RasaError
from api.delivery.outbox_worker import OutboxWorker
from api.failed_starts import read_failed_starts
from api.loopback import asked_by_loopback, from_here
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
    The operator also gets the model's card, the version, what is wrong in the content, and what waits to be delivered.
    """
    state = request.app.state
    model, missing = await _rasa_parts(state.rasa)
    if not await state.probe.can_store():
        missing.append("database")
    if state.turns.is_closed:  # it stops, and takes in no new messages
        missing.append("door")
    body: dict[str, Any] = {
        "status": "ready" if not missing else "not ready",
        "missing": missing,
        "failed_starts": read_failed_starts(state.settings.var_dir),
        "content": {"up_to_date": state.content.problem is None},
        "channels": state.channels.names,
    }
    if _is_operator(request):
        body |= {"model": model, "content": _content_state(state.content), "version": VERSION}
        body["deliveries"] = await _deliveries(state.outbox_worker) if "database" not in missing else None
        if state.channels.names and "database" not in missing:
            body["channel_work"] = await state.channels.state()
    if missing:
        return JSONResponse(body, 503, {"Retry-After": str(RETRY_AFTER_SECONDS)})
    return JSONResponse(body)


async def _rasa_parts(rasa: RasaClient) -> tuple[dict[str, Any] | None, list[str]]:
    try:
        status = await rasa.status()
    except RasaError:
        return None, ["rasa"]
    return status["model"], [part for part in ("model", "actions", "store") if not status[part]]


async def _deliveries(worker: OutboxWorker) -> dict[str, Any]:
    """Messages to municipalities that were not taken: those that wait, and how many were given up since the start."""
    return {"waiting": await worker.waiting(), "given_up": worker.given_up}


def _content_state(content: LiveContent) -> dict[str, Any]:
    topics = len(content.current.guide)
    return {"up_to_date": content.problem is None, "topics": topics, "problem": content.problem}


def _is_operator(request: Request) -> bool:
    """Who has the secret, or asks on this machine itself and not through a proxy on it."""
    settings: Settings = request.app.state.settings
    if settings.status_secret is not None:
        expected = f"Bearer {settings.status_secret.get_secret_value()}"
        return hmac.compare_digest(request.headers.get("authorization", "").encode(), expected.encode())
    return from_here(request) and asked_by_loopback(request.headers)
