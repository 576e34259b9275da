"""Errors as `application/problem+json` (RFC 9457), worded in `data/live/teksten/fouten.yml`."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from api.version import VERSION
from content.live import LiveContent

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A request that cannot be served; `key` is the text's name, `values` fill its placeholders."""

    def __init__(self, status: int, key: str, headers: dict[str, str] | None = None, **values: Any) -> None:
        self.status = status
        self.key = key
        self.headers = headers or {}
        self.values = values
        super().__init__(f"{status} {key}")


def problem_response(request: Request, error: ProblemError) -> JSONResponse:
    """The problem as the visitor's client gets it."""
    content: LiveContent = request.app.state.content
    text = content.current.texts["fouten"][error.key]
    body = {
        "type": "about:blank",
        "title": text.titel,
        "status": error.status,
        "detail": text.fill(**error.values),
        "instance": request.url.path,
    }
    return JSONResponse(body, error.status, {**error.headers, **version_header()}, MEDIA_TYPE)


def version_header() -> dict[str, str]:
    """The API's full version, on every answer."""
    return {"API-Version": VERSION}
