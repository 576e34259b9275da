"""A clock that a test sets, back too, in the place of `datetime`."""

from __future__ import annotations

from datetime import UTC, datetime

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


class Clock(datetime):
    """Gives the moment that it is set to."""

    moment = NOON

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        """That moment."""
        return cls.moment
