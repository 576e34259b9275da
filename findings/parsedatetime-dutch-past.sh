#!/usr/bin/env bash
# parsedatetime 2.6, its own locale nl_NL: what is past comes out in the future, and what is next in the past.
#
# Guessed: Dutch words give the day that the English ones give.
# Seen, asked on Wednesday 25 November 2026:
#          2 weken geleden: 2026-12-09 12:00   (2 weeks ago: 2026-11-11 12:00)
#          afgelopen dinsdag: 2026-12-01 12:00   (last tuesday: 2026-11-24 09:00)
#          volgende dinsdag: 2026-11-24 09:00   (next tuesday: 2026-12-01 09:00)
#          3 mrt 2026: 2026-11-25 20:26   (3 mar 2026: 2026-03-03 12:00)
#          over 2 weken: 2026-12-09 12:00   (in 2 weeks: 2026-12-09 12:00)
#          "geleden", "afgelopen" and "mrt" are no words of this locale and are passed over: what is left, "2 weken", is
#          counted from now. Each comes with a status that says it was understood, as a date or (mrt) as a time.
#
# It matters for a bot that asks "since when": the answer is a proper date, only on the wrong side of today, and a check
# that it is a date passes. Before parsing turn "… geleden" into "-2 weken" ("-2 weken" is counted back), "mrt" into
# "maart", and take a day of the week with a word before it to be not understood.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check parsedatetime==2.6

venv/bin/python - <<'PYTHON'
import sys
from datetime import datetime

import parsedatetime

TODAY = datetime(2026, 11, 25, 12)
STATED = [
    ("2 weken geleden", "2026-12-09 12:00", "2 weeks ago", "2026-11-11 12:00"),
    ("afgelopen dinsdag", "2026-12-01 12:00", "last tuesday", "2026-11-24 09:00"),
    ("volgende dinsdag", "2026-11-24 09:00", "next tuesday", "2026-12-01 09:00"),
    ("3 mrt 2026", "2026-11-25 20:26", "3 mar 2026", "2026-03-03 12:00"),
    ("over 2 weken", "2026-12-09 12:00", "in 2 weeks", "2026-12-09 12:00"),
    ("-2 weken", "2026-11-11 12:00", "-2 weeks", "2026-11-11 12:00"),
]


def when(locale: str, words: str) -> str:
    calendar = parsedatetime.Calendar(parsedatetime.Constants(locale, usePyICU=False))
    moment, status = calendar.parseDT(words, TODAY)
    return f"{moment:%Y-%m-%d %H:%M}" if status else "not understood"


changed = False
for dutch, dutch_stated, english, english_stated in STATED:
    seen = when("nl_NL", dutch), when("en_US", english)
    print(f"{dutch}: {seen[0]}   ({english}: {seen[1]})")
    changed |= seen != (dutch_stated, english_stated)
if changed:
    sys.exit("changed: Dutch words for past and future are no longer read as stated")
PYTHON
