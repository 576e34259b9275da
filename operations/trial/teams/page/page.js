// Shows the rooms of the stand-in for Teams, by the official renderer of Adaptive Cards.
"use strict";

const byId = (id) => document.getElementById(id);
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const shown = new Map();
let lastOwn = "";

const about = {
  persoonlijk: "Hier praat je met de assistent alleen. Je hoeft hem niet te noemen.",
  kanaal: "Hier leest iedereen mee. Teams geeft de assistent alleen het bericht waarin je hem noemt; deze pagina doet dat voor je.",
  groep: "Hier lezen de anderen in de chat mee. De assistent krijgt alleen het bericht waarin je hem noemt; deze pagina doet dat voor je.",
};

const reader = window.markdownit();
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = reader.render(text);
  result.didProcess = true;
};

function colours() {
  const ink = dark.matches ? "#f5f5f5" : "#242424";
  const quiet = dark.matches ? "#c7c7c7" : "#5c5c5c";
  const accent = dark.matches ? "#b5b9ff" : "#444791";
  const red = dark.matches ? "#ff9e9e" : "#a4262c";
  const shade = (colour) => ({ default: colour, subtle: quiet });
  const foregroundColors = { default: shade(ink), accent: shade(accent), attention: shade(red), good: shade(ink), warning: shade(ink), light: shade(ink), dark: shade(ink) };
  const sheet = dark.matches ? "#292929" : "#ffffff";
  return new AdaptiveCards.HostConfig({
    fontFamily: "inherit",
    supportsInteractivity: true,
    separator: { lineThickness: 1, lineColor: quiet },
    spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 4 },
    containerStyles: { default: { backgroundColor: sheet, foregroundColors }, emphasis: { backgroundColor: sheet, foregroundColors } },
    inputs: { label: { requiredInputs: { weight: "bolder", suffix: " (nodig)" }, optionalInputs: { weight: "default" } }, errorMessage: { color: "attention" } },
    actions: { maxActions: 6, spacing: "small", buttonSpacing: 8, actionsOrientation: "horizontal", actionAlignment: "left" },
  });
}

function drawn(card, press) {
  const made = new AdaptiveCards.AdaptiveCard();
  made.hostConfig = colours();
  made.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) window.open(action.url, "_blank", "noopener");
    else press(action.data ?? {});
  };
  made.parse(card);
  return made.render();
}

function where() {
  const chosen = new FormData(byId("waar"));
  return { room: chosen.get("room"), person: chosen.get("person") };
}

async function deliver(what, more = {}) {
  const response = await fetch("/do", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ what, ...where(), ...more }),
  });
  const answer = await response.json();
  const status = answer.status === undefined || answer.status === 200 ? "" : `De assistent antwoordde ${answer.status || answer.error || response.status}.`;
  byId("melding").textContent = status;
  await refresh();
  return answer.body;
}

async function pressed(message, data) {
  const body = await deliver("press", { message, value: data });
  if (body?.task) showTask(body.task);
}

function showTask(task) {
  if (task.type === "message") {
    openDialog("Teams", paragraph(task.value));
    return;
  }
  openDialog(task.value.title, drawn(task.value.card.content, async (data) => {
    const body = await deliver("fill_in", { value: data });
    if (body?.task) showTask(body.task);
    else byId("dialoog").close();
  }));
}

function openDialog(title, ...content) {
  byId("dialoog-titel").textContent = title;
  byId("dialoog-inhoud").replaceChildren(...content);
  if (!byId("dialoog").open) byId("dialoog").showModal();
}

function paragraph(text, name = "") {
  const made = document.createElement("p");
  made.textContent = text;
  made.className = name;
  return made;
}

function item(message) {
  const made = document.createElement("li");
  if (message.who !== "Zakboek") made.className = "eigen";
  made.append(paragraph(message.version > 1 ? `${message.who} (bijgewerkt)` : message.who, "wie"));
  if (message.card) made.append(drawn(message.card, (data) => pressed(message.id, data)));
  else made.append(paragraph(message.text, "tekst"));
  return made;
}

async function refresh() {
  const { room, person } = where();
  byId("uitleg").textContent = about[room];
  const messages = await (await fetch(`/room/${room}/${person}`)).json();
  const place = `${room} ${person} ${dark.matches}`;
  if (byId("berichten").dataset.place !== place) {
    byId("berichten").dataset.place = place;
    byId("berichten").replaceChildren();
    shown.clear();
  }
  lastOwn = messages.filter((one) => one.who !== "Zakboek" && one.text !== undefined).at(-1)?.id ?? "";
  for (const message of messages) {
    const before = shown.get(message.id);
    if (before?.version === message.version) continue;
    const made = item(message);
    if (before) before.element.replaceWith(made);
    else byId("berichten").append(made);
    shown.set(message.id, { version: message.version, element: made });
    if (!before) made.scrollIntoView({ block: "end" });
  }
}

byId("typen").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = byId("tekst").value.trim();
  const what = event.submitter?.value ?? "type";
  if (!text && what === "type" && where().room === "persoonlijk") return;
  byId("tekst").value = "";
  await deliver(what, { text });
  byId("tekst").focus();
});

byId("tekst").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey) return;
  event.preventDefault();
  byId("typen").requestSubmit();
});

byId("zoek").addEventListener("click", async () => {
  const body = await deliver("search", { text: byId("tekst").value.trim() });
  const found = body?.composeExtension;
  if (!found) return;
  const list = document.createElement("ul");
  for (const one of found.attachments ?? []) {
    const button = document.createElement("button");
    button.textContent = `${one.preview.content.title}: ${one.preview.content.text}`;
    button.addEventListener("click", async () => {
      byId("dialoog").close();
      await deliver("put", { value: one.content });
    });
    const row = document.createElement("li");
    row.append(button);
    list.append(row);
  }
  openDialog("Zet een onderwerp in je bericht", found.text ? paragraph(found.text) : list);
});

for (const button of byId("meer").children) button.addEventListener("click", () => deliver(button.value, { message: lastOwn, text: "Gewijzigd bericht" }));
for (const button of byId("storing").children) button.addEventListener("click", () => deliver("trouble", { text: button.value }));
byId("waar").addEventListener("change", refresh);
dark.addEventListener("change", refresh);
refresh();
setInterval(refresh, 700);
