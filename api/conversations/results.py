"""How a message ended that was not answered, in a word for figures."""

from __future__ import annotations

import asyncio

from api.conversations.errors import AnswerDelayed, ConversationError, DeletionPutOff, PutOff, TryLater
from api.limits.limiter import LimitReached

_RESULTS: tuple[tuple[type[BaseException], str], ...] = (
    (AnswerDelayed, "delayed"),
    (DeletionPutOff, "delayed"),
    (TryLater, "busy"),
    (LimitReached, "refused"),
    (PutOff, "failed"),
    (ConversationError, "unusable"),
    (asyncio.CancelledError, "cancelled"),
)


def result_of(error: BaseException) -> str:
    """One of `api.telemetry.instruments.RESULTS`."""
    return next((result for kind, result in _RESULTS if isinstance(error, kind)), "failed")
