#!/usr/bin/env bash
# pySHACL 0.40.1 with rdflib 7.6.0, on Python 3.11 and later: a date without a time passes as xsd:dateTime, and so does
# a week. On Python 3.10 the same two packages refuse the same data.
#
# Guessed: sh:datatype xsd:dateTime refuses what has no "T" and no time, as XML Schema has it, on every Python.
# Seen, whether it conforms, and what the graph then holds:
#          "2026-04-27T09:00:00"^^xsd:dateTime conforms, as 2026-04-27T09:00:00   (right)
#          "27-04-2026"^^xsd:dateTime is refused, as 27-04-2026   (right)
#          "2026-04-27"^^xsd:dateTime conforms, as 2026-04-27T00:00:00
#          "20260427"^^xsd:dateTime conforms, as 2026-04-27T00:00:00
#          "2026-W18-1"^^xsd:dateTime conforms, as 2026-04-27T00:00:00
#          "2026-04-27T09:00:00"^^xsd:date conforms, as 2026-04-27
#          "binnenkort"^^xsd:gYear conforms, as binnenkort
#          rdflib gives the text to Python's fromisoformat(), which takes all of ISO 8601 since 3.11, and its answer
#          replaces what was written, without a warning. A gYear or a gYearMonth is not looked into at all.
#
# It matters for who checks a data catalogue (DCAT) before it goes out: the own check is silent on a date of the wrong
# type, a check elsewhere or on an older Python is not, and a graph that is only read and written again has midnight
# where nobody gave a time. Set rdflib.NORMALIZE_LITERALS = False before reading, and add an sh:pattern to the shape.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyshacl==0.40.1 rdflib==7.6.0

venv/bin/python - 2>warnings.log <<'PYTHON'
import sys

import pyshacl
import rdflib

PREFIXES = """
@prefix dct: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
STATED = {
    ("2026-04-27T09:00:00", "dateTime"): (True, "2026-04-27T09:00:00"),
    ("27-04-2026", "dateTime"): (False, "27-04-2026"),
    ("2026-04-27", "dateTime"): (True, "2026-04-27T00:00:00"),
    ("20260427", "dateTime"): (True, "2026-04-27T00:00:00"),
    ("2026-W18-1", "dateTime"): (True, "2026-04-27T00:00:00"),
    ("2026-04-27T09:00:00", "date"): (True, "2026-04-27"),
    ("binnenkort", "gYear"): (True, "binnenkort"),
}


def checked(text: str, datatype: str) -> tuple[bool, str]:
    rule = f"[ sh:path dct:issued ; sh:datatype xsd:{datatype} ]"
    shape = f"[ a sh:NodeShape ; sh:targetSubjectsOf dct:issued ; sh:property {rule} ] ."
    data = f'<https://data.example/set> dct:issued "{text}"^^xsd:{datatype} .'
    graph = rdflib.Graph().parse(data=PREFIXES + data, format="turtle")
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=PREFIXES + shape, format="turtle"))
    return conforms, str(next(graph.objects()))


changed = False
for (text, datatype), stated in STATED.items():
    seen = checked(text, datatype)
    print(f'"{text}"^^xsd:{datatype} {"conforms" if seen[0] else "is refused"}, as {seen[1]}')
    changed |= seen != stated
if changed:
    print("changed: dates of the wrong type no longer conform as stated")
    sys.exit(1)
PYTHON
