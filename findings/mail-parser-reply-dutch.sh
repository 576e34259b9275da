#!/usr/bin/env bash
# mail-parser-reply 1.36: with its Dutch switched on, what Dutch mail programs put under a question stays in the reply.
#
# Guessed: as "nl" is among its languages, the body of the newest reply is the question alone.
# Seen, what stands below the question "Mag dat ook bij leges?", and whether it is cut off:
#          Verzonden vanaf mijn iPhone             yes
#          Met vriendelijke groet, Kim             yes
#          Van: / Verzonden: / Aan: / Onderwerp:   yes
#          Verstuurd vanaf mijn Samsung            no
#          Mvg, Kim                                no
#          Op ma 3 nov. 2025 om 10:12 schreef …:   no, and all that is quoted under it stays too
#          The same header in English, "On Mon, 3 Nov 2025 at 10:12, … wrote:", is cut off.
#
# It matters for a helpdesk or a bot that files or answers mail: somebody else's quoted words count as the question.
# The phrases stand in its code; to add some, languages have to be given anew.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check mail-parser-reply==1.36

venv/bin/python - <<'PYTHON'
import sys

from mailparser_reply import EmailReplyParser

QUESTION = "Mag dat ook bij leges?"
QUOTED = "\n\n> Dag,\n> Kun je helpen?"
STATED = {
    "Verzonden vanaf mijn iPhone": True,
    "Met vriendelijke groet,\nKim": True,
    "Van: Kim <kim@example.org>\nVerzonden: maandag 3 november 2025 10:12\nAan: a@example.org\nOnderwerp: x\n\nDag": True,
    "Verstuurd vanaf mijn Samsung": False,
    "Mvg,\nKim": False,
    f"Op ma 3 nov. 2025 om 10:12 schreef Kim <kim@example.org>:{QUOTED}": False,
    f"On Mon, 3 Nov 2025 at 10:12, Kim <kim@example.org> wrote:{QUOTED}": True,
}
parser = EmailReplyParser(languages=["nl", "en"])
seen = {below: parser.read(text=f"{QUESTION}\n\n{below}").replies[0].body.strip() == QUESTION for below in STATED}
for below, cut in seen.items():
    print(f"{below.splitlines()[0]}: {'cut off' if cut else 'stays'}")
if seen != STATED:
    sys.exit("changed: something else is cut off below a question than stated")
PYTHON
