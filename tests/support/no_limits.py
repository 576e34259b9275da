"""A limiter without limits, for tests of all else."""

from __future__ import annotations

from api.limits.counts import ProcessCounts
from api.limits.limiter import Limiter
from api.settings import Limits

NO_LIMITS = dict.fromkeys(
    (
        *("conversations_per_network", "conversations_in_total", "messages_per_conversation"),
        *("messages_per_network", "messages_in_total", "requests_per_network"),
    ),
    0,
)
"""Settings for tests of all else: thousands of requests come from one client there."""


def no_limits() -> Limiter:
    """Lets everything in."""
    return Limiter(Limits.model_validate(NO_LIMITS), ProcessCounts())
