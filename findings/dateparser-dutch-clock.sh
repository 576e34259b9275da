#!/usr/bin/env bash
# dateparser 1.5.0 (the same in 1.1.8): Dutch clock times are read as a length of time, without an error.
#
# Guessed: "morgen om 15 uur" is tomorrow at 15:00, "half drie" is 2:30, and "over twee weken" is as good as
#          "over 2 weken".
# Seen, asked on Wednesday 22 April 2026 at 10:00:
#          morgen om 15 uur: 2026-04-24 01:00   (tomorrow at 10:00, and 15 hours on)
#          om 15 uur: 2026-04-21 19:00          (15 hours ago)
#          half drie: None
#          over 2 weken: 2026-05-06 10:00
#          over twee weken: None
#          morgen 15:00: 2026-04-23 15:00       (right)
#          "uur" is both "hour" and "o'clock" in Dutch; only the first is known. Numbers in words are not.
#
# It matters where a bot takes an appointment or a wish to be called back in what people type: nobody sees
# that a day and an hour came out that were never said. Rewrite "15 uur" to "15:00" before asking it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check dateparser==1.5.0

venv/bin/python - <<'PYTHON'
import sys
from datetime import datetime

import dateparser

STATED = {
    "morgen om 15 uur": datetime(2026, 4, 24, 1), "om 15 uur": datetime(2026, 4, 21, 19), "half drie": None,
    "over 2 weken": datetime(2026, 5, 6, 10), "over twee weken": None, "morgen 15:00": datetime(2026, 4, 23, 15),
}  # fmt: skip
settings = {"RELATIVE_BASE": datetime(2026, 4, 22, 10)}
seen = {text: dateparser.parse(text, languages=["nl"], settings=settings) for text in STATED}
for text, moment in seen.items():
    print(f"{text}: {moment and moment.isoformat(' ', 'minutes')}")
if seen != STATED:
    sys.exit("changed: Dutch times are no longer read as stated")
PYTHON
