// Shows what one person sees in the stand-in's workspace, and sends what they do. All text is set as text, never as HTML.

const at = (id) => document.getElementById(id);
const state = { person: "", place: "", thread: "", world: null, form: "", waiting: null };
const HOME = "start";

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

async function act(what) {
  const answer = await fetch("/doe", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ person: state.person, ...what }),
  });
  const { status } = await answer.json();
  if (status && status !== 200) at("stand").textContent = `De assistent kon dit niet aannemen (${status}).`;
}

// Blocks

const words = (escaped) => escaped.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

function link(address, label) {
  return make("a", { href: address, target: "_blank", rel: "noreferrer", textContent: label });
}

function inline(element) {
  let shown = element.type === "link" ? link(element.url, element.text || element.url) : document.createTextNode(element.text);
  if (element.style?.italic) shown = make("em", {}, shown);
  if (element.style?.bold) shown = make("strong", {}, shown);
  return shown;
}

function richText(block) {
  const parts = block.elements.map((part) => {
    if (part.type === "rich_text_section") return make("p", {}, ...part.elements.map(inline));
    const items = part.elements.map((item) => make("li", {}, ...item.elements.map(inline)));
    const list = make(part.style === "ordered" ? "ol" : "ul", {}, ...items);
    if (part.offset) list.start = part.offset + 1;
    list.style.marginLeft = `${part.indent || 0}rem`;
    return list;
  });
  return make("div", { className: "rich" }, ...parts);
}

function small(text) {
  const linked = text.type === "mrkdwn" && text.text.match(/^<([^|>]+)\|(.*)>$/);
  const shown = linked ? link(words(linked[1]), words(linked[2])) : text.text;
  return make("p", { className: "klein" }, shown);
}

async function sure(confirm) {
  if (!confirm) return true;
  at("zeker_titel").textContent = confirm.title.text;
  at("zeker_tekst").textContent = confirm.text.text;
  at("zeker_ja").textContent = confirm.confirm.text;
  at("zeker_nee").textContent = confirm.deny.text;
  at("zeker").returnValue = "nee";
  at("zeker").showModal();
  await new Promise((resolve) => at("zeker").addEventListener("close", resolve, { once: true }));
  return at("zeker").returnValue === "ja";
}

function clickable(element, block, click) {
  const shared = { block_id: block.block_id || "block", action_id: element.action_id, type: element.type, action_ts: "1700000000.000000" };
  if (element.type === "button") {
    const button = make("button", { type: "button", textContent: element.text.text, className: element.style || "" });
    if (element.accessibility_label) button.ariaLabel = element.accessibility_label;
    button.addEventListener("click", async () => {
      if (await sure(element.confirm)) click({ ...shared, value: element.value || "" });
    });
    return button;
  }
  const label = element.placeholder?.text || "Kies";
  const select = make("select", { ariaLabel: label }, make("option", { value: "", textContent: label }));
  const all = [];
  const option = (one) => make("option", { value: String(all.push(one) - 1), textContent: one.text.text });
  if (element.option_groups) {
    select.append(...element.option_groups.map((group) => make("optgroup", { label: group.label.text }, ...group.options.map(option))));
  } else {
    select.append(...element.options.map(option));
  }
  select.addEventListener("change", () => select.value && click({ ...shared, selected_option: all[Number(select.value)] }));
  return select;
}

function showBlock(block, click) {
  switch (block.type) {
    case "rich_text":
      return richText(block);
    case "header":
      return make("h2", { textContent: block.text.text });
    case "section":
      return make("p", { textContent: block.text.text });
    case "context":
      return make("div", {}, ...block.elements.map(small));
    case "actions":
      return make("div", { className: "knoppen" }, ...block.elements.map((element) => clickable(element, block, click)));
    default:
      return make("hr");
  }
}

// What is said

function message(one) {
  const { world } = state;
  const own = one.user === world.assistant;
  const name = own ? "Zakboek (app)" : world.people[one.user] || one.user;
  const shown = make("article", { className: `${one.thread_ts ? "draad " : ""}${one.alone ? "alleen" : ""}` }, make("h3", { textContent: name }));
  if (one.alone) shown.append(make("p", { className: "klein", textContent: "Alleen jij ziet dit" }));
  const click = (action) => act({ doe: "klik", channel: one.channel, ts: one.ts, action });
  if (one.blocks.length) shown.append(...one.blocks.map((block) => showBlock(block, click)));
  else if (one.text) shown.append(make("p", { textContent: words(one.text).replaceAll(`<@${world.assistant}>`, "@zakboek") }));
  for (const file of one.files || []) shown.append(make("p", {}, link(`/bestand/${file.id}`, `Bestand: ${file.name}`)));
  if (!one.alone) shown.append(moreOf(one, own));
  const prompts = world.prompts[one.ts] || [];
  if (prompts.length) shown.append(make("div", { className: "knoppen" }, ...prompts.map((prompt) => suggestion(prompt, one))));
  const status = world.statuses[one.ts];
  if (status) shown.append(make("p", { className: "klein", textContent: `Zakboek ${status} …` }));
  return shown;
}

function suggestion(prompt, one) {
  const button = make("button", { type: "button", textContent: prompt.title });
  button.addEventListener("click", () => act({ doe: "zeg", channel: one.channel, thread: one.ts, text: prompt.message }));
  return button;
}

function moreOf(one, own) {
  const reply = make("button", { type: "button", textContent: "Antwoord in een draad" });
  reply.addEventListener("click", () => {
    state.thread = one.thread_ts || one.ts;
    show();
    at("tekst").focus();
  });
  const ask = make("button", { type: "button", textContent: "Vraag dit aan het Zakboek" });
  ask.addEventListener("click", () => act({ doe: "vraag", channel: one.channel, ts: one.ts }));
  return make("p", { className: "knoppen klein" }, reply, ...(own ? [] : [ask]));
}

function inThreads(messages) {
  const replies = (root) => messages.filter((one) => one.thread_ts === root.ts && one.ts !== root.ts);
  return messages.filter((one) => !one.thread_ts || one.thread_ts === one.ts).flatMap((root) => [root, ...replies(root)]);
}

// The form

function question(block) {
  const name = block.block_id;
  const group = make("fieldset", {}, make("legend", { textContent: block.label.text }));
  if (block.hint) group.append(make("p", { className: "klein", textContent: block.hint.text, id: `hulp-${name}` }));
  const { element } = block;
  if (element.type === "plain_text_input") {
    const field = make("textarea", { name, rows: 2, maxLength: element.max_length || 3000, ariaLabel: block.label.text });
    group.append(field);
  } else {
    const type = element.type === "checkboxes" ? "checkbox" : "radio";
    group.append(...element.options.map((one) => make("label", {}, make("input", { type, name, value: one.value }), ` ${one.text.text}`)));
  }
  return group;
}

function answers(view, form) {
  const values = {};
  for (const block of view.blocks.filter((one) => one.type === "input")) {
    const { element, block_id: name } = block;
    const chosen = new Set(form.getAll(name));
    const selected = (element.options || []).filter((one) => chosen.has(one.value));
    const given = { type: element.type };
    if (element.type === "plain_text_input") given.value = form.get(name) || null;
    else if (element.type === "checkboxes") given.selected_options = selected;
    else given.selected_option = selected[0] || null;
    values[name] = { [element.action_id]: given };
  }
  return values;
}

function showForm(view) {
  if (!view) {
    if (at("formulier").open) at("formulier").close();
    state.form = "";
    return;
  }
  if (state.form === view.id) return;
  state.form = view.id;
  at("formulier_titel").textContent = view.title.text;
  at("indienen").textContent = view.submit?.text || "Verstuur";
  at("annuleren").textContent = view.close?.text || "Sluit";
  at("vragen").replaceChildren(...view.blocks.map((block) => (block.type === "input" ? question(block) : showBlock(block, () => {}))));
  at("formulier").showModal();
}

// The page

function places() {
  const { world } = state;
  const all = { [HOME]: "Start", ...world.channels };
  at("plaatsen").replaceChildren(
    ...Object.entries(all).map(([place, name]) => {
      const button = make("button", { type: "button", textContent: name, ariaCurrent: String(place === state.place) });
      button.addEventListener("click", () => go(place));
      return make("li", {}, button);
    }),
  );
  at("plaats").textContent = all[state.place];
}

function go(place) {
  state.place = place;
  state.thread = "";
  show();
  if (place === HOME) act({ doe: "start" });
}

function show() {
  const { world } = state;
  places();
  at("schrijven").hidden = state.place === HOME;
  at("draad").hidden = !state.thread;
  if (state.place === HOME) {
    const blocks = world.home?.blocks || [];
    at("inhoud").replaceChildren(...blocks.map((block) => showBlock(block, (action) => act({ doe: "klik_start", action }))));
  } else {
    const shown = inThreads(world.messages.filter((one) => one.channel === state.place));
    const isNew = shown.length !== at("inhoud").children.length;
    at("inhoud").replaceChildren(...shown.map(message));
    if (isNew) at("schrijven").scrollIntoView({ block: "end" });
  }
  at("beheer").textContent = world.installed ? "Haal de app weg" : "Zet de app in deze Slack";
  if (!world.installed) at("stand").textContent = "De assistent start nog, of staat niet in deze Slack.";
  else if (at("stand").textContent.startsWith("De assistent start")) at("stand").textContent = "De assistent is er.";
  showForm(world.form);
}

function choosePerson(person) {
  Object.assign(state, { person, place: "", thread: "", world: null });
  state.waiting?.abort();
}

async function follow() {
  for (;;) {
    const person = state.person || "U0AMINA";
    const after = state.world && state.world.person === person ? state.world.version : -1;
    state.waiting = new AbortController();
    try {
      const answer = await fetch(`/wereld?person=${person}&na=${after}`, { signal: state.waiting.signal });
      const world = await answer.json();
      state.person = person;
      if (world.version === after) continue;
      state.world = { ...world, person };
      state.place ||= world.direct;
      if (!at("persoon").options.length) {
        at("persoon").append(...Object.entries(world.people).map(([id, name]) => make("option", { value: id, textContent: name })));
      }
      show();
    } catch (error) {
      if (error.name === "AbortError") continue;
      at("stand").textContent = "Deze Slack is gestopt. Start haar opnieuw met: make slack-proef";
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

at("persoon").addEventListener("change", () => choosePerson(at("persoon").value));
at("nieuw").addEventListener("click", async () => {
  state.place = state.world.direct;
  await act({ doe: "nieuw" });
  const begun = state.world.messages.filter((one) => one.channel === state.place).at(-1);
  state.thread = begun && !begun.thread_ts ? begun.ts : "";
});
at("beheer").addEventListener("click", () => act({ doe: state.world.installed ? "haal_weg" : "zet_erin" }));
at("uit_draad").addEventListener("click", () => {
  state.thread = "";
  show();
});
at("schrijven").addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = at("tekst").value;
  const file = at("bijlage").checked;
  if (!text.trim() && !file) return;
  at("tekst").value = "";
  at("bijlage").checked = false;
  await act({ doe: "zeg", channel: state.place, thread: state.thread, text, file });
});
at("tekst").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    at("schrijven").requestSubmit();
  }
});
at("formulier").querySelector("form").addEventListener("submit", (event) => {
  event.preventDefault();
  act({ doe: "formulier", values: answers(state.world.form, new FormData(event.target)) });
});
at("annuleren").addEventListener("click", () => act({ doe: "sluit" }));
at("formulier").addEventListener("cancel", () => act({ doe: "sluit" }));

follow();
