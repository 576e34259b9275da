import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Message } from './api.js';
import { texts } from './texts.js';
import { plain } from './transcript.js';

const CLEAR_AFTER = 5_000;

/**
 * The polite live region of the widget. Only what happens now is said, once: the conversation itself is no live
 * region, since a browser would read it again after a reload and whenever a choice becomes text.
 */
export class Spoken {
  private text = '';
  private times = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {}

  /** Have it read; it goes away later, so that nobody meets it twice when reading by hand. */
  say(text: string): void {
    this.text = text;
    this.times += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.say(''), CLEAR_AFTER);
    if (!text) clearTimeout(this.timer);
    this.host.requestUpdate();
  }

  /** Each time a new element: the same words twice would else be no change, and not be read again. */
  render(): TemplateResult {
    const text = keyed(this.times, html`<span>${this.text}</span>`);
    return html`<div class="unseen" role="status" aria-live="polite" aria-atomic="true">${text}</div>`;
  }
}

/** An answer as it is read aloud; of a document only how it begins, for it can be read at leisure. */
export function aloud(message: Message): string {
  const { keuzes, documenten } = message;
  const text = plain(message);
  const said = documenten.length ? text.split('\n\n')[0] : text;
  const parts = [`${texts.assistant}: ${said}`];
  if (documenten.length) parts.push(texts.documentCount(documenten.length));
  if (keuzes.length) parts.push(texts.choiceCount(keuzes.length));
  return parts.join(' ');
}
