#!/usr/bin/env bash
# holidays 0.109 (0.30 and 0.86 alike for 2026): the "public" days of the Netherlands hold Goede Vrijdag, and
# Bevrijdingsdag only once in five years.
#
# Guessed: "public" leaves out Goede Vrijdag, a working day for many, and has Bevrijdingsdag (5 May)
#          each year, as the law has.
# Seen:    the other way round, twice.
#          2026 Goede Vrijdag=public 5 May=optional
#          2027 Goede Vrijdag=public 5 May=optional
#          2030 Goede Vrijdag=public 5 May=both
#
# It matters where a bot takes the default days for opening hours (it says "closed" on Goede Vrijdag) or
# counts the weeks a municipality has to decide (a term that ends on 5 May moves on each year, not once
# in five). Which days a municipality is closed is for the municipality to say.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check holidays==0.109

venv/bin/python - <<'PYTHON'
import sys
from datetime import date

import holidays

GOOD_FRIDAY = {2026: date(2026, 4, 3), 2027: date(2027, 3, 26), 2030: date(2030, 4, 19)}


def kind(day: date) -> str:
    public = day in holidays.country_holidays("NL")
    optional = day in holidays.country_holidays("NL", categories="optional")
    return {(True, True): "both", (True, False): "public", (False, True): "optional"}.get((public, optional), "none")


seen = {year: (kind(friday), kind(date(year, 5, 5))) for year, friday in GOOD_FRIDAY.items()}
for year, (friday, fifth) in seen.items():
    print(f"{year} Goede Vrijdag={friday} 5 May={fifth}")
if seen != {2026: ("public", "optional"), 2027: ("public", "optional"), 2030: ("public", "both")}:
    sys.exit("changed: the Dutch public days are no longer as stated")
PYTHON
