"""Days and times as people read them in Dutch."""

from __future__ import annotations

from datetime import date, datetime, time

from babel.dates import format_date


def day_in_words(day: date) -> str:
    """With the day of the week: "donderdag 26 november"."""
    return format_date(day, "EEEE d MMMM", locale="nl")


def date_in_words(day: date) -> str:
    """With the year: "26 november 2026"."""
    return format_date(day, "d MMMM y", locale="nl")


def clock(moment: datetime | time) -> str:
    """The time of day: "09.30"."""
    return f"{moment:%H.%M}"
