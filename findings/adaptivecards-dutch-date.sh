#!/usr/bin/env bash
# adaptivecards 3.0.6 (the JavaScript renderer): {{DATE(...)}} in a card with "lang": "nl" is Dutch only when a format
# is named, and is not replaced at all when the time has a part for milliseconds.
#
# Guessed: the card's language decides how its dates look, and any ISO 8601 time is taken.
# Seen, where the reader's own language is English:
#          {{DATE(2026-04-27T09:00:00Z,SHORT)}} = ma 27 apr 2026
#          {{DATE(2026-04-27T09:00:00Z)}} = 4/27/2026
#          {{DATE(2026-04-27T09:00:00.000Z,SHORT)}} = {{DATE(2026-04-27T09:00:00.000Z,SHORT)}}
#          COMPACT, the default, is the one format that does not look at the card's language.
#
# It matters for a card that says until when a desk is closed: with an English browser 5 April becomes 4/5/2026,
# which a Dutch reader takes for 4 May. JavaScript's toISOString() always writes milliseconds.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" adaptivecards@3.0.6
# The package's files are modules that Node knows as such by this ending only.
cp node_modules/adaptivecards/lib/text-formatters.js formatters.mjs

cat > dates.mjs <<'JAVASCRIPT'
import { formatText } from "./formatters.mjs";

const stated = {
  "{{DATE(2026-04-27T09:00:00Z,SHORT)}}": "ma 27 apr 2026",
  "{{DATE(2026-04-27T09:00:00Z)}}": "4/27/2026",
  "{{DATE(2026-04-27T09:00:00.000Z,SHORT)}}": "{{DATE(2026-04-27T09:00:00.000Z,SHORT)}}",
};
const seen = Object.keys(stated).map((text) => [text, formatText("nl", text)]);
for (const [text, shown] of seen) console.log(`${text} = ${shown}`);
if (seen.some(([text, shown]) => shown !== stated[text])) {
  console.log("changed: dates in a Dutch card are no longer as stated");
  process.exit(1);
}
JAVASCRIPT
LC_ALL=en_US.UTF-8 TZ=Europe/Amsterdam node dates.mjs
