import { html, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Message } from './api.js';
import { type Piece, toPieces } from './markdown.js';
import { texts } from './texts.js';
import { sourceLines } from './transcript.js';

const CLEAR_AFTER = 5_000;

/**
 * The polite live region of the widget. Only what happens now is said, once: the conversation itself is no live
 * region, since a browser would read it again after a reload and whenever a choice becomes text.
 */
export class Spoken {
  private pieces: readonly Piece[] = [];
  private times = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {}

  /** Have it read; it goes away later, so that nobody meets it twice when reading by hand. */
  say(...pieces: readonly Piece[]): void {
    this.pieces = pieces;
    this.times += 1;
    clearTimeout(this.timer);
    if (pieces.length) this.timer = setTimeout(() => this.say(), CLEAR_AFTER);
    this.host.requestUpdate();
  }

  /** Each time a new element: the same words twice would else be no change, and not be read again. */
  render(): TemplateResult {
    const text = keyed(this.times, html`<span>${this.pieces.map(pieceView)}</span>`);
    return html`<div class="unseen" role="status" aria-live="polite" aria-atomic="true">${text}</div>`;
  }
}

function pieceView(piece: Piece): TemplateResult | string {
  return typeof piece === 'string' ? piece : html`<span lang=${piece.lang}>${piece.text}</span>`;
}

/** An answer as it is read aloud; of a document only how it begins, for it can be read at leisure. */
export function aloud(message: Message): Piece[] {
  const { keuzes, documenten } = message;
  const text = toPieces(message.tekst);
  const more = [documenten.length ? texts.documentCount(documenten.length) : sourceLines(message).join(' ')];
  if (keuzes.length) more.push(texts.choiceCount(keuzes.length));
  const said = documenten.length ? text.slice(0, text.indexOf('\n\n')) : text.slice(0, -1);
  return [`${texts.assistant}: `, ...said, ...more.filter(Boolean).map((line) => ` ${line}`)];
}
