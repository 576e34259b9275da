"""How long a conversation stays when nobody deletes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from content.municipalities.opening_hours import ZONE

_SILENCE = timedelta(hours=1)
"""With 0 days a conversation is over after so long without a message."""


@dataclass(frozen=True)
class Retention:
    """`days` after its last message a conversation goes from every store; with 0 it goes when it is over."""

    days: int

    def oldest(self, now: datetime) -> datetime:
        """The moment before which the last message of a conversation is too old."""
        return now - (timedelta(days=self.days) or _SILENCE)

    def last_day(self, last_message: datetime) -> date:
        """The day on which a conversation goes, as it is in the Netherlands."""
        return (last_message + (timedelta(days=self.days) or _SILENCE)).astimezone(ZONE).date()
