#!/usr/bin/env bash
# readability 0.3.2, getmeasures(text, lang="nl"): counts syllables the Dutch way, then fills them into the
# English formula.
#
# Guessed: lang="nl" gives the score that Douma adapted to Dutch (206.84 - 0.93 x words a sentence - 77 x
#          syllables a word), since the language can be chosen.
# Seen:    FleschReadingEase 68.3; English formula 68.3; Douma's 80.7, all with its own counts
#          Dutch words are longer, so the English formula calls a Dutch text harder than it is. It also finds 37
#          syllables where there are 41 (as if "sociale" had two), which hides part of it.
#
# It matters where answers are held to a level such as B1: a limit taken from Dutch literature turns down texts
# that meet it. Use the counts and fill in the Dutch formula, or a library that has it.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check readability==0.3.2

venv/bin/python - <<'PYTHON'
import sys

import readability

TEXT = [
    "De gemeente helpt sociale ondernemers met een vergunning .",
    "Je vraagt de vergunning aan bij het loket .",
    "Daarna krijg je binnen acht weken een besluit .",
]
measures = readability.getmeasures(TEXT, lang="nl")
score, counts = measures["readability grades"]["FleschReadingEase"], measures["sentence info"]
sentence, word = counts["words_per_sentence"], counts["syll_per_word"]
english, dutch = 206.835 - 1.015 * sentence - 84.6 * word, 206.84 - 0.93 * sentence - 77 * word
syllables = counts["syllables"]
print(f"FleschReadingEase {score:.1f}; English formula {english:.1f}; Douma's {dutch:.1f}; {syllables} syllables")
if abs(score - english) > 0.05 or abs(score - dutch) < 5 or syllables != 37:
    sys.exit("changed: lang='nl' no longer gives the English formula")
PYTHON
