#!/usr/bin/env bash
# ocdsmerge 0.8.0, which merges releases of Open Contracting data (OCDS), also for "ocdskit compile": it puts them in
# the order of the text of their dates, not of their moments.
#
# Guessed: of two releases the later one decides, as the standard has it ("starting from the oldest release"). A date
#          with +02:00 and one with Z are both valid there.
# Seen, the deadline of a tender (30 November) and then of its correction (14 December), by the dates of the two:
#          2026-10-20T08:30:00Z then 2026-10-20T09:15:00Z: 2026-12-14   (right)
#          2026-10-20T10:30:00+02:00 then 2026-10-20T09:15:00Z: 2026-11-30
#          2026-10-25T02:40:00+02:00 then 2026-10-25T02:10:00+01:00: 2026-11-30
#          2026-10-20T08:30:00Z then 2026-10-20T08:30:00.500Z: 2026-11-30
#          The correction is undone, and the compiled release has the date of the older one. There is no warning. The
#          third is one system alone, in the night in which the clock goes back.
#
# It matters for a bot or a page that tells what a tender asks: where one source writes local time and another UTC, what
# is lost is the newest, and only where both came within a few hours, so that a test easily misses it.
# Before merging, write all dates in UTC with equally many digits.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check ocdsmerge==0.8.0

venv/bin/python - <<'PYTHON'
import sys
from datetime import datetime

import ocdsmerge

OLD, NEW = "2026-11-30T12:00:00Z", "2026-12-14T12:00:00Z"
STATED = {
    ("2026-10-20T08:30:00Z", "2026-10-20T09:15:00Z"): NEW,
    ("2026-10-20T10:30:00+02:00", "2026-10-20T09:15:00Z"): OLD,
    ("2026-10-25T02:40:00+02:00", "2026-10-25T02:10:00+01:00"): OLD,
    ("2026-10-20T08:30:00Z", "2026-10-20T08:30:00.500Z"): OLD,
}


def release(date: str, deadline: str) -> dict:
    tender = {"id": "1", "tenderPeriod": {"endDate": deadline}}
    return {"ocid": "ocds-example-1", "id": date, "date": date, "tag": ["tender"], "tender": tender}


changed = False
merger = ocdsmerge.Merger(merge_rules={})  # no rules for single fields; those would be fetched from the standard's site
for (first, then), stated in STATED.items():
    assert datetime.fromisoformat(first) < datetime.fromisoformat(then)
    compiled = merger.create_compiled_release([release(first, OLD), release(then, NEW)])
    seen = compiled["tender"]["tenderPeriod"]["endDate"]
    print(f"{first} then {then}: {seen[:10]}")
    changed |= seen != stated or (compiled["date"] == then) != (stated == NEW)
if changed:
    sys.exit("changed: releases are no longer put in order as stated")
PYTHON
