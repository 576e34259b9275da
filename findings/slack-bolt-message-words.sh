#!/usr/bin/env bash
# slack-bolt 1.30.0 (Python): a str given to app.message() is a regular expression. In Bolt for JavaScript (@slack/bolt
# 5.1.0) a string is looked for as it is written.
#
# Guessed: a str means these very words, in both. The documentation of both has a pattern beside it for who wants to
#          match more finely (re.compile() in Python), and a str given to app.action() is a name.
# Seen, which messages reach a listener:
#          app.message("Krijg ik (bijzondere) bijstand?"), Krijg ik (bijzondere) bijstand? - JavaScript yes, Python no
#          app.message("Wat kost het?"), Wat kost het? - JavaScript yes, Python yes
#          app.message("Wat kost het?"), Wat kost heropening? - JavaScript no, Python yes
#          app.message("[hulp]"), Hoe laat begint het? - JavaScript no, Python yes
#          The mark at the end of a question makes its last letter one that may be missing, so it seems to work.
#
# It matters for a bot with fixed questions, above all one that moves from the one Bolt to the other: a question with
# brackets is never heard, and another listener takes what was meant for one below it. Write re.escape("Wat kost het?").
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check slack-bolt==1.30.0 slack-sdk==3.48.0
npm install --silent --no-audit --no-fund --prefix "$work" @slack/bolt@5.1.0

cat > pairs.json <<'JSON'
[
  ["Krijg ik (bijzondere) bijstand?", "Krijg ik (bijzondere) bijstand?"],
  ["Wat kost het?", "Wat kost het?"],
  ["Wat kost het?", "Wat kost heropening?"],
  ["[hulp]", "Hoe laat begint het?"]
]
JSON

cat > heard.py <<'PYTHON'
import json

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult


def authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token="xoxb-example", bot_id="B1", bot_user_id="U2")


def is_heard(words: str, text: str) -> bool:
    heard = []
    app = App(
        signing_secret="example", authorize=authorize, request_verification_enabled=False, process_before_response=True
    )

    @app.message(words)
    def listen(message: dict) -> None:
        heard.append(message["text"])

    event = {"type": "message", "channel": "C1", "user": "U1", "text": text, "ts": "1.1"}
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event": event})
    app.dispatch(BoltRequest(body=body, headers={"content-type": ["application/json"]}))
    return heard == [text]


for words, text in json.load(open("pairs.json")):
    print("yes" if is_heard(words, text) else "no")
PYTHON

cat > heard.cjs <<'JAVASCRIPT'
const { App } = require("@slack/bolt");

const authorize = async () => ({ botToken: "xoxb-example", botId: "B1", botUserId: "U2" });

async function isHeard(words, text) {
  const heard = [];
  const app = new App({ signingSecret: "example", authorize });
  app.message(words, async ({ message }) => heard.push(message.text));
  const event = { type: "message", channel: "C1", user: "U1", text, ts: "1.1" };
  await app.processEvent({ ack: async () => {}, body: { type: "event_callback", team_id: "T1", event } });
  return heard.join() === text;
}

(async () => {
  for (const [words, text] of require("./pairs.json")) console.log((await isHeard(words, text)) ? "yes" : "no");
})();
JAVASCRIPT

javascript=$(node heard.cjs | xargs)
python=$(venv/bin/python heard.py 2>heard.log | xargs)
echo "the four messages, in the order above: JavaScript $javascript, Python $python"
if [ "$javascript" != "yes yes no no" ] || [ "$python" != "no yes yes yes" ]; then
    echo "changed: what app.message() hears is no longer as stated"
    exit 1
fi
