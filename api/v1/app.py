"""Puts version 1 together, as an app of its own mounted under /v1."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, FastAPI

from api.limits.requests import count_request
from api.settings import Settings
from api.telemetry.traces import NOT_BY_FASTAPI
from api.v1 import conversations, municipalities, topics
from api.v1.description import describe, problems
from content.live import LiveContent


def create_v1(settings: Settings, content: LiveContent) -> FastAPI:
    """The API under /v1; its state is filled by the app it is mounted in."""
    app = FastAPI(
        telemetry=NOT_BY_FASTAPI,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        dependencies=[Depends(count_request)],
        responses=problems(429),
    )
    app.include_router(conversations.router)
    app.include_router(topics.router)
    app.include_router(municipalities.router)

    def openapi() -> dict[str, Any]:
        return describe(app, settings, content.current)

    app.openapi = openapi  # type: ignore[method-assign]
    return app
