#!/usr/bin/env bash
# icalendar 7.3.2 (Python), ical.js 2.2.1 and node-ical 0.26.1 (JavaScript): where the clock is changed, none of the
# three has the end right both of an event that lasts a day (P1D) and of one that lasts hours (PT24H).
#
# Guessed: each follows RFC 5545, 3.3.6, in which days are those of the calendar and hours are exact. From noon on the
#          day before the clock goes back, P1D ends at noon and PT24H at 11:00.
# Seen, the end (in UTC) of what begins in Amsterdam on 24 October 2026, after which noon is 11:00 in UTC:
#          12:00 P1D:   RFC 5545 11:00, icalendar 11:00, ical.js 11:00, node-ical 10:00
#          12:00 PT24H: RFC 5545 10:00, icalendar 11:00, ical.js 11:00, node-ical 10:00
#          22:00 PT10H: RFC 5545 06:00, icalendar 07:00, ical.js 07:00, node-ical 06:00
#          The first two move the hands of the clock on by so many hours; the last takes a day to be 24 hours. In March
#          they are off to the other side. libical has an open issue on the same (libical/libical, 630).
#
# It matters for a bot that tells until when a night desk is open, or who is on duty: two programs that read the same
# calendar are an hour apart, one night in spring and one in autumn. With DTEND in place of DURATION all agree.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2
npm install --silent --no-audit --no-fund --prefix "$work" ical.js@2.2.1 node-ical@0.26.1

event() { # the file to write, the hour of the start, and the line that says when it ends
    sed 's/$/\r/' > "$1" <<ICS
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example.org//agenda//NL
BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@example.org
DTSTAMP:20260901T080000Z
SUMMARY:Nachtloket
DTSTART;TZID=Europe/Amsterdam:20261024T$2
$3
END:VEVENT
END:VCALENDAR
ICS
}
event 1.ics 120000 DURATION:P1D
event 2.ics 120000 DURATION:PT24H
event 3.ics 220000 DURATION:PT10H
event 4.ics 120000 "DTEND;TZID=Europe/Amsterdam:20261025T120000"

cat > ends.py <<'PYTHON'
import datetime
import pathlib
import sys

import icalendar

for name in sys.argv[1:]:
    event = icalendar.Calendar.from_ical(pathlib.Path(name).read_bytes()).walk("VEVENT")[0]
    print(event.end.astimezone(datetime.timezone.utc).strftime("%H:%M"))
PYTHON

cat > ends.mjs <<'JAVASCRIPT'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const readers = {
  "ical.js": (text) => {
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent"));
    return event.endDate.toJSDate();
  },
  "node-ical": (text) => Object.values(nodeIcal.sync.parseICS(text)).find((part) => part.type === "VEVENT").end,
};
const [reader, ...names] = process.argv.slice(2);
for (const name of names) console.log(readers[reader](readFileSync(name, "utf8")).toISOString().slice(11, 16));
JAVASCRIPT

seen=$(
    echo "icalendar $(venv/bin/python ends.py [1-4].ics | xargs)"
    for reader in ical.js node-ical; do echo "$reader $(node ends.mjs "$reader" [1-4].ics | xargs)"; done
)
stated="icalendar 11:00 11:00 07:00 11:00
ical.js 11:00 11:00 07:00 11:00
node-ical 10:00 10:00 06:00 11:00"
echo "ends of 12:00 P1D, 12:00 PT24H, 22:00 PT10H, and 12:00 with DTEND a day later at 12:00:"
echo "$seen"
if [ "$seen" != "$stated" ]; then
    echo "changed: the ends of events with a DURATION are no longer as stated"
    exit 1
fi
