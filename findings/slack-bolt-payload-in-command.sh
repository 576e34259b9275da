#!/usr/bin/env bash
# slack-bolt 1.30.0: a slash command in which somebody types the word "payload" arrives empty: no listener runs, and
# Slack gets 404.
#
# Guessed: a form that has no field `payload` is read field by field, whatever was typed in it.
# Seen:    /zakboek wat is social return   {'command': '/zakboek', 'text': 'wat is social return'}
#          /zakboek wat is payload         {}
#          parse_body looks for "payload" anywhere in the body, and gives {} when no field has that name.
#
# It matters for a command that takes a question in people's own words: they get Slack's "did not respond", and only a
# warning of an unhandled request stands in the log.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check slack-bolt==1.30.0

"$work/venv/bin/python" - <<'PYTHON'
import sys
from urllib.parse import urlencode

from slack_bolt import BoltRequest

FORM = {"content-type": ["application/x-www-form-urlencoded"]}
STATED = {"wat is social return": {"command": "/zakboek", "text": "wat is social return"}, "wat is payload": {}}

changed = False
for text, stated in STATED.items():
    seen = BoltRequest(body=urlencode({"command": "/zakboek", "text": text}), headers=FORM).body
    print(f"/zakboek {text:24}{seen}")
    changed = changed or seen != stated
if changed:
    print("changed: the word payload in a command is no longer as stated")
    sys.exit(1)
PYTHON
