"""`/livez` and `/readyz`: alive, and ready with every part named."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.conversations.rasa_client import RasaClient, RasaError
from api.failed_starts import read_failed_starts
from api.problems import RETRY_AFTER_SECONDS
from api.version import VERSION
from content.live import LiveContent

router = APIRouter(include_in_schema=False)


@router.get("/livez")
async def alive() -> dict[str, str]:
    """This process answers."""
    return {"status": "ok", "version": VERSION}


@router.get("/readyz")
async def ready(request: Request) -> JSONResponse:
    """200 when every part answers, 503 otherwise; `missing` names the parts that do not.

    `failed_starts` says how often in a row a part that is supervised here ended at its start.
    """
    state = request.app.state
    model, missing = await _rasa_parts(state.rasa)
    if not await state.probe.can_store():
        missing.append("database")
    if state.turns.is_closed:  # it stops, and takes in no new messages
        missing.append("door")
    body = {
        "status": "ready" if not missing else "not ready",
        "missing": missing,
        "failed_starts": read_failed_starts(state.settings.var_dir),
        "model": model,
        "content": _content_state(state.content),
        "version": VERSION,
    }
    if missing:
        return JSONResponse(body, 503, {"Retry-After": str(RETRY_AFTER_SECONDS)})
    return JSONResponse(body)


async def _rasa_parts(rasa: RasaClient) -> tuple[dict[str, Any] | None, list[str]]:
    try:
        status = await rasa.status()
    except RasaError:
        return None, ["rasa"]
    return status["model"], [part for part in ("model", "actions", "store") if not status[part]]


def _content_state(content: LiveContent) -> dict[str, Any]:
    topics = len(content.current.guide)
    return {"topics": topics, "problem": content.problem}
