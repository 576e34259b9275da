#!/usr/bin/env bash
# @guidepup/virtual-screen-reader 0.33.0 (with jsdom 29.1.1): it reads out what is put into a live region that is
# hidden, and keeps silent at an alert that is added to the page with its text in it.
#
# Guessed: hidden is hidden, as it is when it goes through the page, and an alert is read when it appears, which is what
#          role="alert" is for.
# Seen, what is said when the text "Fout" comes:
#          in an alert on the page: assertive: Fout   (right)
#          in an alert with hidden: assertive: Fout
#          in an alert with display:none: assertive: Fout
#          in an alert with aria-hidden: assertive: Fout
#          in an alert that is added: nothing
#          going through the page: document, alert, Fout, end of alert, alert, Fout, end of alert, end of document
#          Of the five alerts it comes across two, so it does know which are hidden.
#
# It matters for the tests of a chat window: "the error is announced" holds for one that stays hidden, which nobody
# hears, and fails for the usual message that is added in one go. In such a test, also go through the page and look
# whether the text is met.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --prefix "$work" @guidepup/virtual-screen-reader@0.33.0 jsdom@29.1.1

cat > announced.mjs <<'JAVASCRIPT'
import { JSDOM } from "jsdom";

const ATTRIBUTES = {
  "on the page": "",
  "with hidden": "hidden",
  "with display:none": 'style="display:none"',
  "with aria-hidden": 'aria-hidden="true"',
};
const stated = {
  "on the page": "assertive: Fout",
  "with hidden": "assertive: Fout",
  "with display:none": "assertive: Fout",
  "with aria-hidden": "assertive: Fout",
  "that is added": "nothing",
};
const statedWalk = "document, alert, Fout, end of alert, alert, Fout, end of alert, end of document";

const { window } = new JSDOM("<!doctype html><body></body>", { pretendToBeVisual: true });
globalThis.window = window;
for (const name of ["document", "Node", "Element", "HTMLElement", "MutationObserver", "getComputedStyle", "Event",
  "KeyboardEvent", "MouseEvent"]) globalThis[name] = window[name];
const { virtual } = await import("@guidepup/virtual-screen-reader");

document.body.innerHTML = Object.values(ATTRIBUTES).map((more) => `<div role="alert" ${more}></div>`).join("");
const alerts = [...document.body.children];
const turn = () => new Promise((resolve) => window.requestAnimationFrame(resolve));

async function said(act) {
  await virtual.clearSpokenPhraseLog();
  act();
  await turn();
  await turn();
  return (await virtual.spokenPhraseLog()).join(", ") || "nothing";
}

const seen = {};
await virtual.start({ container: document.body });
for (const [index, where] of Object.keys(ATTRIBUTES).entries()) {
  seen[where] = await said(() => { alerts[index].textContent = "Fout"; });
}
seen["that is added"] = await said(() => {
  const alert = document.createElement("div");
  alert.setAttribute("role", "alert");
  alert.textContent = "Fout";
  document.body.append(alert);
});
await virtual.stop();

await virtual.start({ container: document.body });
while ((await virtual.lastSpokenPhrase()) !== "end of document") await virtual.next();
const walk = (await virtual.spokenPhraseLog()).join(", ");
await virtual.stop();

for (const [where, phrases] of Object.entries(seen)) console.log(`in an alert ${where}: ${phrases}`);
console.log(`going through the page: ${walk}`);
if (Object.keys(stated).some((where) => seen[where] !== stated[where]) || walk !== statedWalk) {
  console.log("changed: live regions are no longer announced as stated");
  process.exit(1);
}
process.exit(0);
JAVASCRIPT
node announced.mjs
