#!/usr/bin/env bash
# icalendar 7.3.2 (the same in 5.0.14 and 6.3.2): the time zone that a file defines for itself is kept for the whole
# process, and used for every later file that defines its own under the same name.
#
# Guessed: a TZID means what its own file says, as RFC 5545 has it, so each event is at 9:00 on its own clock.
# Seen, two files that each define "Customized Time Zone" (Bonaire, -0400; the Netherlands, +0200):
#          Bonaire first: Bonaire 2026-04-28 09:00-04:00, Nederland 2026-04-28 09:00-04:00
#          Nederland first: Nederland 2026-04-28 09:00+02:00, Bonaire 2026-04-28 09:00+02:00
#          Whichever is read first wins. There is no warning, and the hour looks right: only the offset is wrong.
#          A name that the time zone database knows, such as Europe/Amsterdam, is not touched by this.
#
# It matters for a bot that reads the opening hours or the agendas of several desks: Outlook gives every zone of
# somebody's own making this one name. What is right in a test of one file is hours off on a server, until it is
# restarted, and then other desks are. Before each file: icalendar.use_zoneinfo(), which forgets what was kept.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2 tzdata==2026.6

cat > read.py <<'PYTHON'
import sys

import icalendar

OFFSETS = {"Bonaire": "-0400", "Nederland": "+0200"}
FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//desk//example//NL
BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:{desk}@desk.example
DTSTAMP:20260401T080000Z
DTSTART;TZID=Customized Time Zone:20260428T090000
DTEND;TZID=Customized Time Zone:20260428T120000
END:VEVENT
END:VCALENDAR
"""


def opens(desk: str) -> str:
    text = FILE.format(desk=desk, offset=OFFSETS[desk]).replace("\n", "\r\n")
    return icalendar.Calendar.from_ical(text).walk("VEVENT")[0]["DTSTART"].dt.isoformat(" ", "minutes")


forget = sys.argv[1] == "forget"
seen = []
for desk in sys.argv[2:]:
    if forget:
        icalendar.use_zoneinfo()
    seen.append(f"{desk} {opens(desk)}")
print(", ".join(seen))
PYTHON

check() { # what is stated, then the words for read.py
    local stated=$1 seen
    shift
    seen=$(venv/bin/python read.py "$@")
    echo "$*: $seen"
    [ "$seen" = "$stated" ] || { echo "changed: no longer as stated for $*"; exit 1; }
}

check "Bonaire 2026-04-28 09:00-04:00, Nederland 2026-04-28 09:00-04:00" keep Bonaire Nederland
check "Nederland 2026-04-28 09:00+02:00, Bonaire 2026-04-28 09:00+02:00" keep Nederland Bonaire
check "Bonaire 2026-04-28 09:00-04:00, Nederland 2026-04-28 09:00+02:00" forget Bonaire Nederland
