#!/usr/bin/env bash
# langcodes 3.5.0 with language_data 1.4.0: Twents, Drents, Achterhoeks and Stellingwerfs are taken to be at home in the
# United States, and so stand nearer to English than to Dutch; Gronings, Zeeuws and Limburgs are at home in the Netherlands.
#
# Guessed: each regional language of the Netherlands is nearest to Dutch of nl, de and en, however far.
# Seen:    gos-Latn-NL nl=80 de=84 en=84      twd-Latn-US nl=84 de=84 en=80
#          zea-Latn-NL nl=80 de=84 en=84      drt-Latn-US nl=84 de=84 en=80
#          li-Latn-NL nl=80 de=84 en=84       act-Latn-US nl=84 de=84 en=80
#          nds-Latn-DE nl=84 de=80 en=84      stl-Latn-US nl=84 de=84 en=80
#          nds-NL of nl, de and en: nl; twd, drt, act and stl: en
#          What no likely country is known of is filled up from "und-Latn-US"; the name in Dutch is known ("Twents").
#          With the usual limit of 25 none of them matches any, so only who allows more sees it.
#
# It matters to a site that lets a visitor's language choose its own: who has set Gronings gets Dutch, who has set Twents
# English, and a Low Saxon without a country German. Naming the country (twd-NL) mends it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check langcodes==3.5.0 language-data==1.4.0 marisa-trie==1.4.1

cat > distances.py <<'PYTHON'
from langcodes import Language, closest_match, tag_distance

OFFERED = ["nl", "de", "en"]
for code in ("gos", "twd", "zea", "drt", "li", "act", "nds", "stl"):
    distances = (f"{offered}={tag_distance(code, offered)}" for offered in OFFERED)
    print(Language.get(code).maximize(), *distances)
for code in ("nds-NL", "twd", "drt", "act", "stl", "twd-NL"):
    print(code, closest_match(code, OFFERED, max_distance=100)[0], end=" ")
print(Language.get("twd").language_name("nl"))
PYTHON

expected="gos-Latn-NL nl=80 de=84 en=84
twd-Latn-US nl=84 de=84 en=80
zea-Latn-NL nl=80 de=84 en=84
drt-Latn-US nl=84 de=84 en=80
li-Latn-NL nl=80 de=84 en=84
act-Latn-US nl=84 de=84 en=80
nds-Latn-DE nl=84 de=80 en=84
stl-Latn-US nl=84 de=84 en=80
nds-NL nl twd en drt en act en stl en twd-NL nl Twents"
seen=$(venv/bin/python distances.py)
echo "$seen"
if [ "$seen" != "$expected" ]; then
    echo "changed: the regional languages of the Netherlands are no longer as near as stated"
    exit 1
fi
