"""The dates that are meant by "maandag", "morgen", "tweede paasdag" or "24 december"."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from content.municipalities.closing_days import next_holiday
from content.municipalities.opening_hours import DAYS

_FROM_TODAY = {"vandaag": 0, "morgen": 1, "overmorgen": 2}


def dates_of(days: Iterable[str], today: date) -> list[date]:
    """The next date of each of `days`, today included, in the order of the calendar."""
    return sorted({_date_of(day, today) for day in days})


def _date_of(day: str, today: date) -> date:
    if day in _FROM_TODAY:
        return today + timedelta(_FROM_TODAY[day])
    if day in DAYS:
        return today + timedelta((DAYS.index(day) - today.weekday()) % len(DAYS))
    return _next_in_the_year(day, today) if day[:1].isdigit() else next_holiday(day, today)


def _next_in_the_year(day: str, today: date) -> date:
    """The next date for "12-24"; 29 February is that of the next leap year."""
    month, number = map(int, day.split("-"))
    for year in range(today.year, today.year + 9):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found >= today:
            return found
    raise ValueError(f"no such date: {day}")
