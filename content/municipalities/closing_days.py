"""Days on which a municipality is closed, or open at other hours than usual, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import cache

import holidays
from holidays.constants import OPTIONAL, PUBLIC

from content.json_schema import read_schema
from content.municipalities.names import slug
from content.paths import SCHEMAS

OPEN, CLOSED, EVERY_FIVE_YEARS = "open", "dicht", "om-de-vijf-jaar"
UNLESS_SAID = {"goede-vrijdag": OPEN, "bevrijdingsdag": EVERY_FIVE_YEARS}
"""What goes for a holiday that a municipality's file does not name; all others are closing days.

Good Friday is no public holiday in the Netherlands, and 5 May a day off once in five years in most
collective agreements: www.rijksoverheid.nl, "Officiële feestdagen".
"""

Hours = tuple[tuple[time, time], ...]
"""From and to, several times a day when there is a break."""


@dataclass(frozen=True)
class Closure:
    """Days on which all is closed, the first and the last included."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True)
class OtherHours:
    """A day with other hours than usual; without `year` it is so every year."""

    year: int | None
    month: int
    day: int
    hours: Hours
    reason: str = ""

    @property
    def written(self) -> str:
        """The day as it stands in a file: "2026-12-24", or "12-24" for every year."""
        day = f"{self.month:02}-{self.day:02}"
        return day if self.year is None else f"{self.year}-{day}"

    def is_on(self, day: date) -> bool:
        """Whether these hours go for `day`."""
        return (self.month, self.day) == (day.month, day.day) and self.year in (None, day.year)


@dataclass(frozen=True)
class ClosingDays:
    """A municipality's own closing days and other hours, and what it does on public holidays.

    `holidays` says by name (see `holiday_names`) whether all is open, dicht or om-de-vijf-jaar.
    """

    closures: tuple[Closure, ...] = ()
    other_hours: tuple[OtherHours, ...] = ()
    holidays: Mapping[str, str] = field(default_factory=dict)

    def why_closed(self, day: date) -> str | None:
        """Why all is closed on `day`, "" when no reason is known; None when it is not closed."""
        holiday = _holidays(day.year).get(day)
        if holiday is not None and self._is_kept(holiday, day):
            return _titles().get(holiday, holiday)
        return next((closure.reason for closure in self.closures if closure.first <= day <= closure.last), None)

    def other_hours_on(self, day: date) -> OtherHours | None:
        """The other hours that go for `day`; those of this year before those of every year."""
        found = [other for other in self.other_hours if other.is_on(day)]
        return min(found, key=lambda other: other.year is None, default=None)

    def kept_by_name(self) -> dict[str, str]:
        """What goes for each holiday: open, dicht or om-de-vijf-jaar."""
        return {name: self._rule(name) for name in _titles()}

    def _rule(self, holiday: str) -> str:
        return self.holidays.get(holiday, UNLESS_SAID.get(holiday, CLOSED))

    def _is_kept(self, holiday: str, day: date) -> bool:
        rule = self._rule(holiday)
        return rule == CLOSED or (rule == EVERY_FIVE_YEARS and day.year % 5 == 0)


@cache
def _holidays(year: int) -> Mapping[date, str]:
    """The holidays of the Netherlands in `year`, 5 May in every year, by the names a file uses.

    The library writes them with other capitals from version to version, and the two environments
    have two versions of it.
    """
    found = holidays.country_holidays("NL", years=year, language="nl", categories=(PUBLIC, OPTIONAL))
    return {day: slug(name) for day, name in found.items()}


@cache
def _titles() -> Mapping[str, str]:
    """How each holiday is called in a sentence."""
    known = read_schema(SCHEMAS / "gemeente.schema.json")["properties"]["feestdagen"]["properties"]
    return {name: values["title"] for name, values in known.items()}


def holiday_names() -> tuple[str, ...]:
    """The holidays by their names in a municipality's file, as they come in a year."""
    return tuple(name for _, name in sorted(_holidays(2026).items()))


def next_holiday(name: str, today: date) -> date:
    """The first holiday of this name (see `holiday_names`) from `today` on; ValueError for an unknown name."""
    for year in (today.year, today.year + 1):
        for day, holiday in sorted(_holidays(year).items()):
            if holiday == name and day >= today:
                return day
    raise ValueError(f"no such holiday: {name}")
