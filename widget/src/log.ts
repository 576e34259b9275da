import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Message } from './api.js';
import { type Conversation, question } from './conversation.js';
import { toTemplate } from './markdown.js';
import { assistantMessage, type MessageActions, type MessageState, type Rating, visitorMessage } from './message.js';
import { texts } from './texts.js';

/** What the log shows beside the conversation itself. */
export interface LogState {
  readonly base: string;
  readonly waitsLong: boolean;
  readonly ratings: ReadonlyMap<string, Rating>;
  readonly failedDownloads: ReadonlySet<string>;
}

/** What a visitor can do in the log. */
export interface LogActions extends MessageActions {
  begin(): void;
  again(): void;
}

/** The conversation, with what is under way or went wrong at its end. */
export function log(talk: Conversation, state: LogState, actions: LogActions): TemplateResult {
  const { busy, trouble, notice } = talk;
  return html`<div class="log" role="log" aria-live="off" aria-label=${texts.log} tabindex="0">
    ${talk.begun || talk.pending || busy ? nothing : intro(actions)}
    ${repeat(
      talk.pending ? [...talk.messages, question(talk.pending)] : talk.messages,
      ({ id }) => id,
      (message, index) => entryView(talk, state, actions, message, index),
    )}
    ${notice ? html`<p class="notice">${notice}</p>` : nothing}
    ${
      busy
        ? html`<p class="busy">
            <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>
            <span>${state.waitsLong ? texts.waitingLong : texts.underWay[busy]}</span>
          </p>`
        : nothing
    }
    ${
      trouble
        ? html`<div class="trouble">
            <p>${trouble.text}</p>
            <button type="button" class="mini" ?hidden=${!trouble.again} @click=${actions.again}>${texts.again}</button>
          </div>`
        : nothing
    }
  </div>`;
}

function intro(actions: LogActions): TemplateResult {
  return html`<div class="intro text">
    ${toTemplate(texts.intro)}
    <button type="button" class="mini" @click=${actions.begin}>${texts.begin}</button>
  </div>`;
}

function entryView(
  talk: Conversation,
  state: LogState,
  actions: MessageActions,
  message: Message,
  index: number,
): TemplateResult {
  if (message.afzender === 'bezoeker') return visitorMessage(message.tekst, new Date(message.tijdstip));
  const shown: MessageState = {
    base: state.base,
    next: talk.messages[index + 1]?.tekst ?? talk.pending?.shown,
    rating: state.ratings.get(message.id),
    downloadFailed: message.documenten.some((link) => state.failedDownloads.has(link.id)),
  };
  return assistantMessage(message, shown, actions);
}
