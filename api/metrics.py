"""`/metrics`: the figures of this process and of Rasa, for Prometheus with the token of `ZAKBOEK_METRICS_TOKEN`.

There is no such address while that is not set. Loopback opens nothing: a web server in front on the same machine asks
from there, for the whole world.
"""

from __future__ import annotations

import hmac
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client.exposition import choose_encoder

from api.operator_state import OperatorState, operator_state
from api.settings import Settings
from api.telemetry import instruments as told

router = APIRouter(include_in_schema=False)

PARTS = ("door", "rasa", "model", "actions", "store", "database")


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """In Prometheus' text format or, for who asks for that, in OpenMetrics'; 401 without the token."""
    state = request.app.state
    settings: Settings = state.settings
    if not _has_token(request, settings):
        return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
    _take(await operator_state(state, with_stored=True))
    encode, media_type = choose_encoder(request.headers.get("accept", ""))
    return Response(encode(told.REGISTRY), media_type=media_type)


def _has_token(request: Request, settings: Settings) -> bool:
    given = request.headers.get("authorization", "").encode()
    token = settings.metrics_token
    return token is not None and hmac.compare_digest(given, f"Bearer {token.get_secret_value()}".encode())


def _take(state: OperatorState) -> None:
    """Set the figures that are read and not counted. What a part that is away would tell is left as unknown."""
    for part in PARTS:
        told.READY.labels(part).set(part not in state.missing and not (part in _OF_RASA and "rasa" in state.missing))
    told.ENGINE_IN_USE.clear()
    for engine, is_used in state.engines_in_use.items():
        told.ENGINE_IN_USE.labels(engine).set(is_used)
    told.QUEUE_WAITING.set(state.queue["waiting"])
    told.QUEUE_AT_RASA.set(state.queue["at_rasa"])
    told.CONTENT_CURRENT.set(state.content_is_current)
    told.FAILED_STARTS.clear()
    for part, count in state.failed_starts.items():
        told.FAILED_STARTS.labels(part).set(count)
    for process, count in state.errors_last_hour.items():
        told.ERRORS.labels(process).set(count)
    for process, size in state.memory_bytes.items():
        told.MEMORY.labels(process).set(size)
    told.DISK_FREE.set(state.storage["free_bytes"])
    told.DISK_SIZE.set(state.storage["size_bytes"])
    told.MODEL.info({name: str((state.model or {}).get(name, "")) for name in ("name", "rasa")})
    if state.stored is not None:
        told.DELETIONS_WAITING.set(state.stored.deletions_waiting)
        told.OUTBOX_WAITING.set(state.stored.outbox_waiting)
        told.OUTBOX_FAILING.set(sum(state.stored.deliveries["waiting"].values()))
        _take_channels(state.stored.channel_work)
    told.RETENTION_RUN.set(state.last_retention.timestamp() if state.last_retention else 0)


_OF_RASA = ("model", "actions", "store")
"""What only Rasa can tell."""


def _take_channels(work: dict[str, Any]) -> None:
    told.CHANNEL_WAITING.clear()
    for what in ("events", "messages"):
        for channel, count in work.get(f"{what}_waiting", {}).items():
            told.CHANNEL_WAITING.labels(channel, what).set(count)
