"""Errors as `application/problem+json` (RFC 9457), worded in `data/live/teksten/fouten.yml`."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from api.conversations import errors
from api.limits.counts import Scope
from api.limits.limiter import LimitReached
from api.store.errors import StoreUnavailable
from content.live import LiveContent

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = errors.ANOTHER_TRY_SECONDS


class ProblemError(Exception):
    """A request that cannot be served; `key` is the text's name, `values` fill its placeholders."""

    def __init__(self, status: int, key: str, headers: dict[str, str] | None = None, **values: Any) -> None:
        self.status = status
        self.key = key
        self.headers = headers or {}
        self.values = values
        super().__init__(f"{status} {key}")


TOLD_OF_LIMIT: dict[Scope, str] = {
    "conversation": "te_veel_berichten",
    "network": "te_veel_van_netwerk",
    "total": "te_druk",
}


def problem_of(error: ProblemError | errors.ConversationError | StoreUnavailable | LimitReached) -> ProblemError:
    """The one place that says how each error of a conversation is told."""
    match error:
        case ProblemError():
            return error
        case errors.ConversationNotFound():
            return ProblemError(404, "gesprek_onbekend")
        case errors.MessageNotFound():
            return ProblemError(404, "bericht_onbekend")
        case errors.ChoiceNotFound():
            return ProblemError(404, "keuze_onbekend")
        case errors.DocumentNotFound():
            return ProblemError(404, "document_onbekend")
        case errors.UnknownMunicipality():
            return ProblemError(404, "gemeente_onbekend", gemeente=error.name)
        case errors.EmptyText():
            return ProblemError(400, "leeg_bericht")
        case errors.TextTooLong():
            return ProblemError(400, "te_lang_bericht", maximum=error.maximum, aantal=error.length)
        case errors.RemarkTooLong():
            return ProblemError(400, "te_lange_toelichting", maximum=error.maximum)
        case errors.UnusableKey():
            return ProblemError(400, "ongeldig_verzoek", waar="header.Idempotency-Key")
        case errors.KeyReused():
            return ProblemError(422, "sleutel_hergebruikt")
        case errors.AnswerDelayed():
            return _try_later("even_niet_bereikbaar", error.seconds)
        case errors.NotStored():
            return _try_later("niet_bewaard")
        case errors.DeletionPutOff():
            return _try_later("verwijderen_uitgesteld")
        case StoreUnavailable():
            return _try_later("opslag_niet_bereikbaar")
        case LimitReached():
            return _try_later(TOLD_OF_LIMIT[error.scope], error.seconds, 429)
        case errors.TooBusy():
            return _try_later("te_druk", error.seconds)
        case errors.Restarting():
            return _try_later("wordt_herstart", error.seconds)
        case errors.StillAnswering():
            return _try_later("nog_bezig", error.seconds)
    raise TypeError(f"{type(error).__name__} has no problem of its own")


def problem_response(request: Request, error: ProblemError) -> JSONResponse:
    """The problem as the visitor's client gets it."""
    content: LiveContent = request.app.state.content
    text = content.current.texts["fouten"][error.key]
    body = {
        "type": "about:blank",
        "title": text.title,
        "status": error.status,
        "detail": text.fill(**error.values),
        "instance": request.url.path,
    }
    return JSONResponse(body, error.status, error.headers, MEDIA_TYPE)


def _try_later(key: str, seconds: int = RETRY_AFTER_SECONDS, status: int = 503) -> ProblemError:
    """With the time after which it makes sense to try again."""
    return ProblemError(status, key, {"Retry-After": str(seconds)}, seconden=seconds)
