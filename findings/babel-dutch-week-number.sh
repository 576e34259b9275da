#!/usr/bin/env bash
# Babel 2.18.0 (the same in 2.9.1): the week number in "nl" is not the Dutch one, in "nl_NL" it is.
#
# Guessed: "nl" and "nl_NL" count weeks alike, by ISO 8601, as Dutch calendars do.
# Seen:    5 May 2027: nl=19 nl_NL=18 ISO=18
#          days with another week in nl than in ISO: 2026=4 2027=365 2028=366 2029=0
#          A bare language has no territory. Its week rules are those of the world (week 1 holds 1 January);
#          those of the Netherlands (week 1 holds 4 January) come with the territory. Names of days and
#          months are the same in both, so nothing else shows that the territory is missing.
#
# It matters because Dutch people make appointments by week number ("in week 18 is het loket dicht"). Most
# years look right; all of 2027 and 2028 is one week off.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check babel==2.18.0

venv/bin/python - <<'PYTHON'
import sys
from datetime import date, timedelta

from babel.dates import format_date


def week(day: date, locale: str) -> int:
    return int(format_date(day, "w", locale=locale))


def iso(day: date) -> int:
    return day.isocalendar().week


days = [date(2026, 1, 1) + timedelta(n) for n in range((date(2030, 1, 1) - date(2026, 1, 1)).days)]
differ = {year: sum(week(day, "nl") != iso(day) for day in days if day.year == year) for year in range(2026, 2030)}
day = date(2027, 5, 5)
print(f"5 May 2027: nl={week(day, 'nl')} nl_NL={week(day, 'nl_NL')} ISO={iso(day)}")
print("days with another week in nl than in ISO:", *(f"{year}={count}" for year, count in differ.items()))
if any(week(day, "nl_NL") != iso(day) for day in days) or (differ[2027], differ[2028]) != (365, 366):
    sys.exit("changed: nl and nl_NL no longer differ as stated")
PYTHON
