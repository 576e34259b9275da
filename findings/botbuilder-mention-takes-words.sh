#!/usr/bin/env bash
# botbuilder-core 4.17.1 (Python): taking the bot's mention out of a Teams message takes the bot's name out of the rest
# of the message too, even out of a longer word. botbuilder-core 4.23.3 (JavaScript) takes out the mention alone.
#
# Guessed: remove_recipient_mention() takes out what the mention's entity has as its text, <at>…</at>, in both.
# Seen, for a bot that is called Subsidie, what is left of what people type after its mention:
#          Subsidie aanvragen, hoe werkt dat? - JavaScript: all of it, Python: aanvragen, hoe werkt dat?
#          Subsidieregister, waar staat dat? - JavaScript: all of it, Python: register, waar staat dat?
#          Hoe vraag ik Subsidie op Maat aan? - JavaScript: all of it, Python: Hoe vraag ik  op Maat aan?
#          Hoe vraag ik subsidie op maat aan? - JavaScript: all of it, Python: all of it
#          Python takes the name from the mention, replaces it wherever it stands, and clears up the empty tags that
#          this leaves.
#
# It matters for every bot that is named after what it is for (Subsidie, Hulp, Afspraak): the word that matters most is
# gone before the question is understood, and only where the bot is mentioned, so not in a private chat nor in a test
# that sends plain text. Replace the text of the mention's entity yourself, as JavaScript does.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
# botbuilder-core cannot be imported without aiohttp, but does not bring it.
venv/bin/pip install --quiet --disable-pip-version-check botbuilder-core==4.17.1 aiohttp==3.14.5
npm install --silent --no-audit --no-fund --prefix "$work" botbuilder-core@4.23.3

cat > messages.json <<'JSON'
[
  "Subsidie aanvragen, hoe werkt dat?",
  "Subsidieregister, waar staat dat?",
  "Hoe vraag ik Subsidie op Maat aan?",
  "Hoe vraag ik subsidie op maat aan?"
]
JSON

cat > remove.py <<'PYTHON'
import json

from botbuilder.core import TurnContext
from botbuilder.schema import Activity

BOT = {"id": "28:bot", "name": "Subsidie"}
MENTION = {"type": "mention", "mentioned": BOT, "text": "<at>Subsidie</at>"}

for message in json.load(open("messages.json")):
    text = f"{MENTION['text']} {message}"
    fields = {"type": "message", "text": text, "recipient": BOT, "entities": [MENTION]}
    print(TurnContext.remove_recipient_mention(Activity().deserialize(fields)).strip())
PYTHON

cat > remove.cjs <<'JAVASCRIPT'
const { TurnContext } = require("botbuilder-core");

const bot = { id: "28:bot", name: "Subsidie" };
const mention = { type: "mention", mentioned: bot, text: "<at>Subsidie</at>" };

for (const message of require("./messages.json")) {
  const text = `${mention.text} ${message}`;
  const activity = { type: "message", text, recipient: bot, entities: [mention] };
  console.log(TurnContext.removeRecipientMention(activity).trim());
}
JAVASCRIPT

cat > stated-javascript <<'TEXT'
Subsidie aanvragen, hoe werkt dat?
Subsidieregister, waar staat dat?
Hoe vraag ik Subsidie op Maat aan?
Hoe vraag ik subsidie op maat aan?
TEXT
cat > stated-python <<'TEXT'
aanvragen, hoe werkt dat?
register, waar staat dat?
Hoe vraag ik  op Maat aan?
Hoe vraag ik subsidie op maat aan?
TEXT

node remove.cjs > seen-javascript
venv/bin/python remove.py > seen-python
for language in javascript python; do
    echo "left in $language:"
    cat "seen-$language"
    if ! cmp -s "seen-$language" "stated-$language"; then
        echo "changed: what is left of a message without its mention is no longer as stated"
        exit 1
    fi
done
