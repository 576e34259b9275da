import { html, nothing, type TemplateResult } from 'lit';
import type { Choice, DocumentLink, Message, Outcome, Source } from './api.js';
import { arrow, book, file, tick } from './icons.js';
import { outsideLink, toTemplate } from './markdown.js';
import { texts } from './texts.js';
import { inWords } from './time.js';

/** What a visitor can do with a message. */
export interface MessageActions {
  choose(choice: Choice): void;
  download(link: DocumentLink): void;
  rate(message: Message, useful: boolean, why?: string): void;
}

/** How far the rating of an answer is. */
export type Rating = 'sent' | 'explained' | 'failed';

/** What a visitor has done with it, and what became of that. */
export interface MessageState {
  /** The origin that serves the guide's pages. */
  readonly base: string;
  /** What the visitor said next; undefined while this is the last message. */
  readonly next: string | undefined;
  readonly rating: Rating | undefined;
  readonly downloadFailed: boolean;
}

const RATED: readonly (Outcome | null)[] = ['antwoord', 'geen-antwoord'];

/** A question, answered or still on its way. */
export function visitorMessage(text: string, moment: Date): TemplateResult {
  return html`<article class="visitor" aria-label=${texts.visitor} tabindex="-1">
    <p class="from">${texts.visitor}, ${time(moment)}</p>
    <p class="bubble" dir="auto" lang="">${text}</p>
  </article>`;
}

/** What the assistant says, with everything that belongs to it. */
export function assistantMessage(message: Message, state: MessageState, actions: MessageActions): TemplateResult {
  return html`<article class="assistant" data-id=${message.id} aria-label=${texts.answer} tabindex="-1">
    <p class="from"><strong>${texts.assistant}</strong>, ${time(new Date(message.tijdstip))}</p>
    <div class="text">${toTemplate(message.tekst)}</div>
    ${sources(message.bronnen, state.base)} ${documents(message.documenten, state.downloadFailed, actions)}
    ${message.keuzes.length ? choices(message.keuzes, state.next, actions) : nothing}
    ${RATED.includes(message.uitkomst) ? rating(message, state.rating, actions) : nothing}
  </article>`;
}

function time(moment: Date): TemplateResult {
  return html`<time datetime=${moment.toISOString()}>${inWords(moment)}</time>`;
}

function sources(all: readonly Source[], base: string): TemplateResult | typeof nothing {
  if (!all.length) return nothing;
  return html`<div class="sources">
    ${book}
    <p class="unseen">${all.length === 1 ? texts.source : texts.sources}</p>
    <ul>
      ${all.map((source) =>
        source.hoofdstuk === null
          ? html`<li>${texts.municipality(source.titel)}</li>`
          : html`<li>
              ${outsideLink(`${base}/gids/${source.id}`, source.titel)}
              <span class="place">${texts.chapter(source.hoofdstuk, source.pagina)}</span>
            </li>`,
      )}
    </ul>
  </div>`;
}

function documents(
  all: readonly DocumentLink[],
  failed: boolean,
  actions: MessageActions,
): TemplateResult | typeof nothing {
  if (!all.length) return nothing;
  return html`<div class="choices" role="group" aria-label=${texts.documents}>
    ${all.map((link) => {
      const label = link.type === 'application/pdf' ? texts.downloadPdf : texts.downloadWord;
      return html`<button type="button" class="choice" @click=${() => actions.download(link)}>
        ${file}<span>${label(link.titel)}</span>
      </button>`;
    })}
    ${failed ? html`<p class="small">${texts.downloadFailed}</p>` : nothing}
  </div>`;
}

function choices(all: readonly Choice[], next: string | undefined, actions: MessageActions): TemplateResult {
  if (next === undefined) {
    return html`<div class="choices" role="group" aria-label=${texts.choices}>
      ${all.map(
        (choice) =>
          html`<button type="button" class="choice" @click=${() => actions.choose(choice)}>
            <span>${choice.label}</span>${arrow}
          </button>`,
      )}
    </div>`;
  }
  const taken = all.find((choice) => choice.label === next);
  const others = all.filter((choice) => choice !== taken);
  return html`<div class="past small">
    ${taken ? html`<p>${tick}<span>${texts.choiceTaken} <strong>${taken.label}</strong></span></p>` : nothing}
    ${
      others.length
        ? html`<p>${taken ? texts.choicesOther : texts.choicesPast}</p>
            <ul>
              ${others.map((choice) => html`<li>${choice.label}</li>`)}
            </ul>`
        : nothing
    }
  </div>`;
}

function rating(message: Message, state: Rating | undefined, actions: MessageActions): TemplateResult {
  const choice = (useful: boolean) =>
    html`<button
      type="button"
      class="mini"
      aria-pressed=${message.nuttig === useful}
      @click=${() => actions.rate(message, useful)}
    >
      ${useful ? texts.yes : texts.no}
    </button>`;
  return html`<div class="rating small">
    <div role="group" aria-label=${texts.useful}>
      <span aria-hidden="true">${texts.useful}</span>${choice(true)}${choice(false)}
    </div>
    ${state === 'failed' ? html`<p>${texts.rateFailed}</p>` : nothing}
    ${state === 'sent' || state === 'explained' ? html`<p>${texts.thanks}</p>` : nothing}
    ${
      (state === 'sent' || state === 'failed') && message.nuttig !== null
        ? why(message, message.nuttig, actions)
        : nothing
    }
  </div>`;
}

function why(message: Message, useful: boolean, actions: MessageActions): TemplateResult {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const said = String(new FormData(event.target as HTMLFormElement).get('why') ?? '').trim();
    actions.rate(message, useful, said);
  };
  return html`<form class="why" @submit=${submit}>
    <label>${texts.why}<textarea name="why" rows="2"></textarea></label>
    <button class="mini">${texts.sendWhy}</button>
  </form>`;
}
