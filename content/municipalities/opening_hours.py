"""When a contact point can be reached, in the time of the Netherlands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays

ZONE = ZoneInfo("Europe/Amsterdam")
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAYS_AHEAD = 60


@dataclass(frozen=True)
class Closure:
    """Days on which all is closed, the first and the last included."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True)
class OpeningHours:
    """Opening hours a weekday (0 is Monday), closed on public holidays and in `closures`."""

    week: Mapping[int, tuple[tuple[time, time], ...]]
    closures: tuple[Closure, ...] = ()

    @classmethod
    def of(cls, days: Mapping[str, Any], closures: tuple[Closure, ...]) -> OpeningHours:
        """From a municipality's file: {"maandag": "09:00-17:00"}, or a list of those."""
        week = {
            DAYS.index(day): tuple(_hours(text) for text in ([open_] if isinstance(open_, str) else open_))
            for day, open_ in days.items()
        }
        return cls(week, closures)

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open at `moment`, which has a time zone."""
        here = moment.astimezone(ZONE)
        return any(start <= here < end for start, end in self._on(here.date()))

    def closes(self, moment: datetime) -> datetime | None:
        """When it closes, if it is open at `moment`."""
        here = moment.astimezone(ZONE)
        return next((end for start, end in self._on(here.date()) if start <= here < end), None)

    def next_opening(self, moment: datetime) -> datetime | None:
        """The first opening after `moment`; None when there is none in two months."""
        here = moment.astimezone(ZONE)
        for ahead in range(_DAYS_AHEAD):
            for start, _ in self._on(here.date() + timedelta(days=ahead)):
                if start > here:
                    return start
        return None

    def _on(self, day: date) -> list[tuple[datetime, datetime]]:
        if day in public_holidays(day.year) or any(closure.first <= day <= closure.last for closure in self.closures):
            return []
        hours = self.week.get(day.weekday(), ())
        return sorted((datetime.combine(day, start, ZONE), datetime.combine(day, end, ZONE)) for start, end in hours)


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """The public holidays of the Netherlands in `year`, with their names."""
    return dict(holidays.country_holidays("NL", years=year, language="nl").items())


def _hours(text: str) -> tuple[time, time]:
    start, _, end = text.partition("-")
    return time.fromisoformat(start), time.fromisoformat(end)
