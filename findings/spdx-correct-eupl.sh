#!/usr/bin/env bash
# spdx-correct 3.2.0: "EUPL" without a version becomes UPL-1.0, another licence: Oracle's permissive one, without
# copyleft. So does "EUPL-1.2-or-later", written as one writes it for the GPL.
#
# Guessed: "EUPL 1.2" becomes EUPL-1.2, and "EUPL" too, or null, since nobody can tell which version is meant.
# Seen:    EUPL -> UPL-1.0
#          EUPL-1.2-or-later -> UPL-1.0
#          EUPL (v1.2) -> UPL-1.0
#          EUPL 1.2 -> EUPL-1.2
#          EUPL 1.2 or later -> EUPL-1.2+
#          GPL -> GPL-3.0-or-later
#          EPL -> null
#          As a last resort it looks in the text for the name of a licence that has one version. UPL is one and stands
#          in EUPL, which has three. The check of the licence in a package.json then advises this:
#          license is similar to the valid expression "UPL-1.0"
#
# It matters to governments, who publish much under the EUPL: who takes the advice gives the code away under another
# licence, and a list of licences whose names were put right in this way hides a copyleft. Write "EUPL-1.2".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" \
    spdx-correct@3.2.0 spdx-license-ids@3.0.24 validate-npm-package-license@3.0.4

cat > licences.cjs <<'JAVASCRIPT'
const correct = require("spdx-correct");
const validate = require("validate-npm-package-license");

const stated = {
  "EUPL": "UPL-1.0",
  "EUPL-1.2-or-later": "UPL-1.0",
  "EUPL (v1.2)": "UPL-1.0",
  "EUPL 1.2": "EUPL-1.2",
  "EUPL 1.2 or later": "EUPL-1.2+",
  "GPL": "GPL-3.0-or-later",
  "EPL": null,
};
const advised = 'license is similar to the valid expression "UPL-1.0"';

let changed = false;
for (const [written, licence] of Object.entries(stated)) {
  const seen = correct(written);
  console.log(`${written} -> ${seen}`);
  changed ||= seen !== licence;
}
const advice = validate("EUPL").warnings.at(-1);
console.log(`package.json with EUPL: ${advice}`);
if (changed || advice !== advised) {
  console.log("changed: names of the EUPL are no longer corrected as stated");
  process.exit(1);
}
JAVASCRIPT
node licences.cjs
