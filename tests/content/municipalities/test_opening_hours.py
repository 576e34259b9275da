"""Open or not: public holidays, summer time, the turn of the year, own closing days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from content.municipalities.opening_hours import ZONE, Closure, OpeningHours

WEEKDAYS = dict.fromkeys(("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"), "09:00-17:00")
HOURS = OpeningHours.of(WEEKDAYS, (Closure(date(2026, 12, 28), date(2026, 12, 31)),))


def at(text: str) -> datetime:
    """A moment on the clock of the Netherlands."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-25 09:00", True),
        ("2026-11-25 08:59", False),
        ("2026-11-25 17:00", False),
        ("2026-11-28 12:00", False),  # Saturday
        ("2026-04-27 12:00", False),  # King's Day, a Monday
        ("2026-04-28 12:00", True),
        ("2025-04-26 12:00", False),  # King's Day a day early, because the 27th is a Sunday
        ("2026-04-06 12:00", False),  # Easter Monday
        ("2026-05-14 12:00", False),  # Ascension Day
        ("2026-12-25 12:00", False),
        ("2026-12-31 12:00", False),  # its own closing day
        ("2027-01-01 12:00", False),
        ("2027-01-04 12:00", True),
    ],
)
def test_is_open(moment: str, is_open: bool) -> None:
    assert HOURS.is_open(at(moment)) is is_open


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-11-25 08:00", "2026-11-25 09:00"),
        ("2026-11-25 10:00", "2026-11-26 09:00"),
        ("2026-04-24 18:00", "2026-04-28 09:00"),  # over the weekend and King's Day
        ("2026-12-24 18:00", "2027-01-04 09:00"),  # over Christmas, own closing days and New Year
        ("2026-03-28 12:00", "2026-03-30 09:00"),  # over the start of summer time
        ("2026-10-24 12:00", "2026-10-26 09:00"),  # over its end
    ],
)
def test_next_opening(moment: str, opens: str) -> None:
    found = HOURS.next_opening(at(moment))
    assert found == at(opens)


def test_the_clock_is_that_of_the_netherlands() -> None:
    assert HOURS.is_open(datetime.fromisoformat("2026-07-01T07:30:00+00:00"))  # 09.30 in summer
    assert not HOURS.is_open(datetime.fromisoformat("2026-01-07T07:30:00+00:00"))  # 08.30 in winter


def test_a_break_at_noon_and_when_it_closes() -> None:
    hours = OpeningHours.of({"woensdag": ["09:00-12:00", "13:00-17:00"]}, ())
    assert not hours.is_open(at("2026-11-25 12:30"))
    assert hours.next_opening(at("2026-11-25 12:30")) == at("2026-11-25 13:00")
    assert hours.closes(at("2026-11-25 10:00")) == at("2026-11-25 12:00")


def test_never_open_is_said() -> None:
    closed = OpeningHours.of({"maandag": "09:00-10:00"}, (Closure(date(2026, 1, 1), date(2027, 12, 31)),))
    assert closed.next_opening(at("2026-11-25 10:00")) is None
