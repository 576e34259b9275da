"""Open or not: public holidays, summer time, the turn of the year, own closing days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from content.municipalities.closing_days import ClosingDays, Closure, OtherHours, holiday_names
from content.municipalities.opening_hours import ZONE, OpeningHours, read_hours
from content.municipalities.own_file import schema

WEEKDAYS = dict.fromkeys(("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"), "09:00-17:00")
HOURS = OpeningHours.of(WEEKDAYS, ClosingDays((Closure(date(2026, 12, 28), date(2026, 12, 31), "kerstsluiting"),)))


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
    hours = OpeningHours.of({"woensdag": ["09:00-12:00", "13:00-17:00"]}, ClosingDays())
    assert not hours.is_open(at("2026-11-25 12:30"))
    assert hours.next_opening(at("2026-11-25 12:30")) == at("2026-11-25 13:00")
    assert hours.closes(at("2026-11-25 10:00")) == at("2026-11-25 12:00")


def test_never_open_is_said() -> None:
    closed = OpeningHours.of({"maandag": "09:00-10:00"}, ClosingDays((Closure(date(2026, 1, 1), date(2027, 12, 31)),)))
    assert closed.next_opening(at("2026-11-25 10:00")) is None


def test_why_it_is_closed_is_known() -> None:
    assert HOURS.why_not_as_usual(date(2026, 4, 6)) == "tweede paasdag"
    assert HOURS.why_not_as_usual(date(2026, 12, 28)) == "kerstsluiting"
    assert HOURS.why_not_as_usual(date(2026, 11, 25)) == ""
    assert HOURS.why_not_as_usual(date(2026, 4, 5)) == ""  # Easter Sunday: closed on any Sunday


@pytest.mark.parametrize(
    ("holidays", "day", "is_open"),
    [
        ({}, "2026-04-03", True),  # Good Friday
        ({"goede-vrijdag": "dicht"}, "2026-04-03", False),
        ({}, "2026-05-05", True),
        ({}, "2025-05-05", False),  # a year that five divides
        ({}, "2030-05-06", True),
        ({"bevrijdingsdag": "dicht"}, "2026-05-05", False),
        ({"bevrijdingsdag": "open"}, "2025-05-05", True),
        ({"bevrijdingsdag": "om-de-vijf-jaar"}, "2025-05-05", False),
        ({"tweede-pinksterdag": "open"}, "2026-05-25", True),
    ],
)
def test_holidays_by_municipality(holidays: dict[str, str], day: str, is_open: bool) -> None:
    hours = OpeningHours.of(WEEKDAYS, ClosingDays(holidays=holidays))
    assert hours.is_open(at(f"{day} 12:00")) is is_open


def test_half_a_day_every_year_and_once() -> None:
    new_years_eve = OtherHours(None, 12, 31, read_hours("09:00-12:00"), "oudjaar")
    once = OtherHours(2026, 12, 31, read_hours(["10:00-11:00", "14:00-15:00"]))
    hours = OpeningHours.of(WEEKDAYS, ClosingDays(other_hours=(new_years_eve, once)))
    assert hours.closes(at("2025-12-31 10:00")) == at("2025-12-31 12:00")
    assert not hours.is_open(at("2025-12-31 13:00"))
    assert hours.next_opening(at("2025-12-31 13:00")) == at("2026-01-02 09:00")
    assert hours.why_not_as_usual(date(2025, 12, 31)) == "oudjaar"
    assert hours.next_opening(at("2026-12-31 11:30")) == at("2026-12-31 14:00")


def test_other_hours_narrow_the_usual_ones_and_open_no_closed_day() -> None:
    eve = OtherHours(2026, 12, 24, read_hours("08:00-12:00"))
    afternoons = OpeningHours.of({"donderdag": "10:00-16:00"}, ClosingDays(other_hours=(eve,)))
    fridays = OpeningHours.of({"vrijdag": "10:00-16:00"}, ClosingDays(other_hours=(eve,)))
    assert [f"{start:%H:%M}-{end:%H:%M}" for start, end in afternoons.on(date(2026, 12, 24))] == ["10:00-12:00"]
    assert fridays.on(date(2026, 12, 24)) == ()


def test_every_holiday_has_a_name_that_a_file_may_use() -> None:
    allowed = schema()["properties"]["feestdagen"]["properties"]
    assert set(holiday_names()) == set(allowed)
