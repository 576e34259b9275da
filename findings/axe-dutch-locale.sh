#!/usr/bin/env bash
# axe-core 4.14.1, locales/nl.json: a Dutch locale that translates one rule.
#
# Guessed: a locale that ships with axe covers most of its rules, as most of the others do.
# Seen:    nl: 1 of 105 rules, 3 of 121 checks
#          de: 104 of 105 rules, 118 of 121 checks
#          After axe.configure({locale: nl}): Buttons must have discernible text
#          There is no warning: what a locale lacks stays English.
#
# It matters where the findings on a widget go to editors or into the accessibility statement of a municipality:
# setting the locale looks done and changes next to nothing. Who wants Dutch findings must bring the texts along.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" axe-core@4.14.1

cat > count.cjs <<'JAVASCRIPT'
const axe = require("axe-core");
const all = require("axe-core/locales/_template.json");
const size = (part) => Object.keys(part).length;
const rules = size(all.rules);

const have = {};
for (const language of ["nl", "de"]) {
  const locale = require(`axe-core/locales/${language}.json`);
  have[language] = size(locale.rules);
  console.log(`${language}: ${have[language]} of ${rules} rules, ${size(locale.checks)} of ${size(all.checks)} checks`);
}
const english = axe.getRules().find((rule) => rule.ruleId === "button-name").help;
axe.configure({ locale: require("axe-core/locales/nl.json") });
const dutch = axe.getRules().find((rule) => rule.ruleId === "button-name").help;
console.log(`After axe.configure({locale: nl}): ${dutch}`);
if (have.nl !== 1 || have.de < rules - 5 || dutch !== english) {
  console.log("changed: the Dutch locale is no longer as stated");
  process.exit(1);
}
JAVASCRIPT
node count.cjs
