import { html, nothing, type TemplateResult } from 'lit';
import { dots } from './icons.js';
import { outsideLink } from './markdown.js';
import { texts } from './texts.js';
import { dayInWords } from './time.js';

/** What cannot be undone, and is asked first. */
export type Drastic = 'restart' | 'remove';

/** What a visitor can do in the menu. */
export interface MenuActions {
  toggle(): void;
  human(): void;
  transcript(): void;
  copy(): void;
  ask(what: Drastic): void;
}

/** What the menu rests on. */
export interface MenuState {
  readonly open: boolean;
  /** Whether there is a conversation. */
  readonly begun: boolean;
  /** The day on which it goes by itself; empty while there is none. */
  readonly lastDay: string;
  /** The address of the page that says what is kept. */
  readonly privacy: string;
}

/** A button that shows and hides a list of buttons, with a link to what is kept. */
export function menu({ open, begun, lastDay, privacy }: MenuState, actions: MenuActions): TemplateResult {
  const item = (label: string, act: () => void) =>
    html`<li><button type="button" class="item" @click=${act}>${label}</button></li>`;
  return html`<button
      type="button"
      class="round menu-button"
      aria-label=${texts.menu}
      aria-expanded=${open}
      aria-controls="menu"
      @click=${actions.toggle}
    >
      ${dots}
    </button>
    <ul id="menu" class="menu" ?hidden=${!open}>
      ${item(texts.human, actions.human)}
      ${
        begun
          ? html`${item(texts.transcript, actions.transcript)} ${item(texts.copy, actions.copy)}
            ${item(texts.restart, () => actions.ask('restart'))}
            ${item(texts.remove, () => actions.ask('remove'))}
            ${lastDay ? html`<li class="last-day">${texts.lastDay(dayInWords(lastDay))}</li>` : nothing}`
          : nothing
      }
      <li class="link">${outsideLink(privacy, texts.privacy)}</li>
    </ul>`;
}

/** The page that says what is kept, and who answers for it in this municipality. */
export function privacyPage(base: string, municipality: string): string {
  return `${base}/privacy${municipality && `?gemeente=${encodeURIComponent(municipality)}`}`;
}

/** The question before something that cannot be undone. */
export function sure(what: Drastic, yes: () => void, no: () => void): TemplateResult {
  return html`<div class="sure" role="group" aria-labelledby="sure" tabindex="-1">
    <p id="sure">${what === 'remove' ? texts.removeSure : texts.restartSure}</p>
    <div class="row">
      <button type="button" class="main" @click=${yes}>
        ${what === 'remove' ? texts.removeYes : texts.restartYes}
      </button>
      <button type="button" class="mini" @click=${no}>${texts.keep}</button>
    </div>
  </div>`;
}
