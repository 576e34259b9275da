"""When a contact point can be reached, in the time of the Netherlands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from content.municipalities.closing_days import ClosingDays, Hours

ZONE = ZoneInfo("Europe/Amsterdam")
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_DAYS_AHEAD = 60


@dataclass(frozen=True)
class OpeningHours:
    """Opening hours a weekday (0 is Monday), but for what `exceptions` says of a day."""

    week: Mapping[int, Hours]
    exceptions: ClosingDays = field(default_factory=ClosingDays)

    @classmethod
    def of(cls, days: Mapping[str, Any], exceptions: ClosingDays) -> OpeningHours:
        """From a municipality's file: {"maandag": "09:00-17:00"}, or a list of those."""
        return cls({DAYS.index(day): read_hours(hours) for day, hours in days.items()}, exceptions)

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open at `moment` (with its time zone)."""
        return self.closes(moment) is not None

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

    def by_weekday(self) -> list[tuple[str, Hours]]:
        """The hours of a week as it usually is, by the names of its days, Monday first."""
        return [(name, self.week.get(number, ())) for number, name in enumerate(DAYS)]

    def unusual_days(self, first: date, count: int) -> Iterator[date]:
        """Those of `count` days from `first` on that do not go as usual."""
        days = (first + timedelta(days=ahead) for ahead in range(count))
        return (day for day in days if self.on(day) != self._usually(day))

    def on(self, day: date) -> Hours:
        """The hours on `day`, empty when it is closed. Other hours narrow those of the weekday."""
        usual = self._usually(day)
        if self.exceptions.why_closed(day) is not None:
            return ()
        other = self.exceptions.other_hours_on(day)
        return usual if other is None else _overlap(usual, other.hours)

    def why_not_as_usual(self, day: date) -> str:
        """Why it is closed on `day` or has other hours; "" when it goes as in any week, or nobody wrote why."""
        usual = self._usually(day)
        if not usual or self.on(day) == usual:
            return ""
        other = self.exceptions.other_hours_on(day)
        return self.exceptions.why_closed(day) or (other.reason if other is not None else "")

    def _usually(self, day: date) -> Hours:
        return self.week.get(day.weekday(), ())

    def _on(self, day: date) -> list[tuple[datetime, datetime]]:
        hours = self.on(day)
        return [(datetime.combine(day, start, ZONE), datetime.combine(day, end, ZONE)) for start, end in hours]


def read_hours(values: str | list[str]) -> Hours:
    """From "09:00-17:00" or a list of those, the earliest first."""
    return tuple(sorted(map(_from_and_to, [values] if isinstance(values, str) else values)))


def _from_and_to(text: str) -> tuple[time, time]:
    start, _, end = text.partition("-")
    return time.fromisoformat(start), time.fromisoformat(end)


def _overlap(usual: Hours, other: Hours) -> Hours:
    both = ((max(start, first), min(end, last)) for start, end in usual for first, last in other)
    return tuple((start, end) for start, end in both if start < end)
