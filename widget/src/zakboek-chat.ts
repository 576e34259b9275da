import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import {
  ApiClient,
  type ApiError,
  type DocumentLink,
  type FailureKind,
  type Message,
  type NewMessage,
  type Outcome,
} from './api.js';
import { Attention } from './attention.js';
import { composer } from './composer.js';
import { Conversation } from './conversation.js';
import { chat, cross } from './icons.js';
import { type LogActions, type LogState, log } from './log.js';
import { type Drastic, type MenuActions, type MenuState, menu, privacyPage, sure } from './menu.js';
import type { Rating } from './message.js';
import { save } from './save.js';
import { aloud, Spoken } from './spoken.js';
import { ConversationStorage } from './storage.js';
import { styles } from './styles/styles.js';
import { texts } from './texts.js';
import { transcript } from './transcript.js';
import { Waiting } from './waiting.js';

/**
 * A chat with the Zakboek assistant, as a button with a panel or filling a place on a page.
 *
 * @tag zakboek-chat
 *
 * @fires {CustomEvent} zakboek:geopend - The panel was opened.
 * @fires {CustomEvent} zakboek:gesloten - The panel was closed.
 * @fires {CustomEvent<{uitkomst: string}>} zakboek:antwoord - An answer came; never with its text.
 * @fires {CustomEvent<{soort: string, status: number}>} zakboek:fout - A call to the assistant failed.
 */
export class ZakboekChat extends LitElement {
  static override styles = styles;

  /** The municipality whose contact points and words are used, as in an address: `zwolle`. */
  @property() gemeente = '';

  /** `knop`: a button that opens a panel. `paneel`: fills its place on the page. */
  @property({ reflect: true }) weergave: 'knop' | 'paneel' = 'knop';

  /** Origin of the assistant; where this script came from when not given. */
  @property() api = '';

  /** `sessie`: the visitor goes on after a reload or on the next page. `geen`: nothing is kept in the browser. */
  @property() opslag: 'sessie' | 'geen' = 'sessie';

  /** Title above the conversation. */
  @property() titel = '';

  @state() private isOpen = false;
  @state() private menuOpen = false;
  @state() private asked: Drastic | null = null;
  @state() private unread = 0;
  @state() private mustWait = false;
  private talk!: Conversation;
  private storage: ConversationStorage | undefined;
  private base = '';
  private connectedTo = '';
  private told = '';
  private escaped = false;
  private readonly attention = new Attention(this);
  private readonly spoken = new Spoken(this);
  private readonly waiting = new Waiting(this, (text) => this.spoken.say(text));
  private readonly ratings = new Map<string, Rating>();
  private readonly failedDownloads = new Set<string>();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.escapeAnywhere);
    window.addEventListener('pageshow', this.comeBack);
    this.requestUpdate(); // it may have been somewhere else before
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.escapeAnywhere);
    window.removeEventListener('pageshow', this.comeBack);
    queueMicrotask(() => this.isConnected || this.leave()); // a page may only have moved it
  }

  /** Open the panel and put the focus in the field. */
  openen(): void {
    if (this.isConnected && !this.hasUpdated) return void this.updateComplete.then(() => this.openen());
    if (!this.hasUpdated || this.isOpen || this.weergave === 'paneel') return;
    this.isOpen = true;
    this.unread = 0;
    this.talk.wasOpen = true;
    this.talk.notice = '';
    void this.talk.begin();
    this.tell('zakboek:geopend');
    this.attention.goToEnd();
    this.attention.focusOn('.field');
  }

  /** Close the panel and put the focus back on the button. */
  sluiten(): void {
    if (this.close()) this.attention.focusOn('.launcher');
  }

  protected override shouldUpdate(): boolean {
    return this.isConnected;
  }

  protected override willUpdate(): void {
    const base = (this.api || new URL(import.meta.url).origin).replace(/\/+$/, '');
    const municipality = this.gemeente.trim();
    const place = `zakboek-chat ${base} ${municipality}`;
    const connection = `${place} ${this.opslag}`;
    if (connection === this.connectedTo) return;
    this.leave();
    this.base = base;
    this.connectedTo = connection;
    this.storage = new ConversationStorage(place, this.opslag !== 'geen');
    this.talk = new Conversation(new ApiClient(base), municipality, this.storage, {
      changed: () => this.changed(),
      answered: (messages, outcome) => this.answered(messages, outcome),
      failed: (error) => this.failed(error),
    });
    this.isOpen ||= this.talk.wasOpen;
    void this.updateComplete.then(() => this.goOn());
  }

  protected override render(): TemplateResult {
    const shown = this.weergave === 'paneel' ? this.panelView(false) : this.isOpen ? this.panelView(true) : null;
    return html`<section
      class="root"
      lang="nl"
      aria-label=${texts.region}
      @keydown=${this.keepKey}
      @keypress=${this.keepKey}
      @keyup=${this.keepKey}
      @focusin=${this.leaveMenu}
      @click=${this.leaveMenu}
    >
      ${shown ?? this.launcherView()}${this.spoken.render()}
    </section>`;
  }

  private launcherView(): TemplateResult {
    const unread = this.unread ? html`<span class="badge">${texts.launcherUnread(this.unread)}</span>` : nothing;
    return html`<button type="button" class="launcher main" aria-expanded="false" @click=${this.openen}>
      ${chat}<span>${texts.launcher}</span>${unread}
    </button>`;
  }

  private panelView(floats: boolean): TemplateResult {
    const { talk } = this;
    const { base, ratings, failedDownloads } = this;
    const inMenu: MenuState = {
      open: this.menuOpen,
      begun: talk.begun,
      lastDay: talk.lastDay,
      privacy: privacyPage(base, this.gemeente.trim()),
    };
    const shown: LogState = { base, waitsLong: this.waiting.takesLong, ratings, failedDownloads };
    const hint = this.mustWait && talk.pending ? texts.waitForAnswer : texts.fieldHint;
    return html`<div
      class="panel ${floats ? 'floats' : ''}"
      role=${floats ? 'dialog' : 'group'}
      aria-labelledby="title"
    >
      <header>
        <div>
          <h2 id="title">${this.titel || texts.title}</h2>
          <p class="small">${texts.subtitle}</p>
        </div>
        ${menu(inMenu, this.menuActions)}
        ${
          floats
            ? html`<button type="button" class="round" aria-label=${texts.close} @click=${this.sluiten}
                >${cross}</button
              >`
            : nothing
        }
      </header>
      ${this.asked ? sure(this.asked, this.confirmed, this.refused) : nothing} ${log(talk, shown, this.logActions)}
      ${composer(talk.draft, hint, this.type, this.sendDraft)}
    </div>`;
  }

  private readonly menuActions: MenuActions = {
    toggle: () => {
      this.menuOpen = !this.menuOpen;
    },
    human: () => {
      this.menuOpen = false;
      this.send({ tekst: texts.humanQuestion }, texts.humanQuestion);
    },
    transcript: () => {
      this.menuOpen = false;
      this.attention.focusOn('.menu-button');
      save(transcript(this.titel || texts.title, this.talk.messages, this.talk.lastDay), texts.fileName);
    },
    copy: () => {
      this.menuOpen = false;
      this.attention.focusOn('.menu-button');
      void this.copy();
    },
    ask: (what) => {
      this.menuOpen = false;
      this.asked = what;
      this.attention.focusOn('.sure');
    },
  };

  private readonly logActions: LogActions = {
    begin: () => {
      this.talk.notice = '';
      void this.talk.begin();
      this.attention.follow('.log');
    },
    again: () => {
      void this.talk.again();
      this.attention.follow('.log');
    },
    choose: ({ keuze, label }) => this.send({ keuze }, label),
    download: (link) => void this.download(link),
    rate: (message, useful, why) => void this.rate(message, useful, why),
  };

  private readonly confirmed = () => {
    void (this.asked === 'remove' ? this.talk.remove() : this.talk.restart());
    this.asked = null;
    this.attention.focusOn('.field');
  };

  private readonly refused = () => {
    this.asked = null;
    this.attention.focusOn('.menu-button');
  };

  private readonly type = (text: string) => {
    this.talk.draft = text;
  };

  private readonly sendDraft = () => {
    const text = this.talk.draft.trim();
    if (!text) this.attention.focusOn('.field');
    else if (this.talk.send({ tekst: text }, text)) {
      this.talk.draft = '';
      this.attention.goToEnd();
    } else this.refuse();
  };

  /** Send what was picked, and keep the focus with it: the button that was pressed is no more. */
  private send(body: NewMessage, shown: string): void {
    if (this.talk.send(body, shown)) {
      this.attention.goToEnd();
      this.attention.follow('article:last-of-type');
    } else this.refuse();
  }

  private refuse(): void {
    this.mustWait = true;
    this.spoken.say(this.talk.pending ? texts.waitForAnswer : texts.underWay.remove);
  }

  private async download(link: DocumentLink): Promise<void> {
    this.failedDownloads.delete(link.id);
    const found = await this.talk.document(link);
    const ending = link.type === 'application/pdf' ? 'pdf' : 'docx';
    if (found) save(found.file, found.name || `${link.titel}.${ending}`);
    else {
      this.failedDownloads.add(link.id);
      this.spoken.say(texts.downloadFailed);
    }
    this.requestUpdate();
  }

  private async copy(): Promise<void> {
    const file = await this.talk.copy();
    if (file) save(file, texts.copyName);
    else {
      this.talk.notice = texts.downloadFailed;
      this.changed();
    }
  }

  private async rate(message: Message, useful: boolean, why: string | undefined): Promise<void> {
    const told = await this.talk.rate(message, useful, why);
    this.ratings.set(message.id, told ? (why === undefined ? 'sent' : 'explained') : 'failed');
    this.spoken.say(told ? texts.thanks : texts.rateFailed);
    this.attention.reveal(`[data-id="${message.id}"] .rating`);
  }

  private changed(): void {
    const { busy, trouble, notice, pending } = this.talk;
    this.waiting.now(busy ? texts.underWay[busy] : '');
    if (!pending) this.mustWait = false;
    const news = busy ? '' : (trouble?.text ?? notice);
    if (news && news !== this.told) this.spoken.say(news);
    this.told = news;
    this.requestUpdate();
    if (busy || news) this.attention.followEnd();
  }

  private answered(messages: readonly Message[], outcome: Outcome | null): void {
    this.spoken.say(...messages.flatMap((one, index) => (index ? [' ', ...aloud(one)] : aloud(one))));
    if (outcome) this.tell('zakboek:antwoord', { uitkomst: outcome });
    if (!this.isOpen && this.weergave !== 'paneel') this.unread += messages.length;
    if (!this.talk.pending) this.attention.turnTo(messages.length);
  }

  private failed({ kind, status }: ApiError): void {
    if (kind === 'refused' || kind === 'unknown')
      console.error(texts.forTheOwner[kind](location.origin, this.gemeente));
    this.tell('zakboek:fout', { soort: kind, status });
  }

  private async goOn(): Promise<void> {
    if (this.weergave === 'paneel' ? this.talk.begun || this.talk.pending : this.isOpen) {
      await this.talk.begin();
      this.attention.turnTo(1);
    }
  }

  /** The browser's back button brings back the page as it was, but the conversation may have gone on. */
  private readonly comeBack = (event: PageTransitionEvent) => {
    if (!event.persisted) return;
    this.leave();
    this.requestUpdate();
  };

  private leave(): void {
    this.waiting.now('');
    this.talk?.leave();
    this.storage?.leave();
    this.connectedTo = this.told = '';
    this.spoken.say();
    this.menuOpen = this.mustWait = false;
    this.asked = null;
    this.unread = 0;
    this.ratings.clear();
    this.failedDownloads.clear();
  }

  private readonly escape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    let next = '.menu-button';
    if (this.menuOpen) this.menuActions.toggle();
    else if (this.asked) this.asked = null;
    else if (this.close()) next = '.launcher';
    else return;
    event.preventDefault(); // a dialog of the page stays open
    this.attention.focusOn(next);
  };

  /** What is typed in the chat is not for the page's shortcuts; Tab and an Escape that is not for the chat are. */
  private readonly keepKey = (event: KeyboardEvent) => {
    if (event.type === 'keydown') this.escape(event);
    if (event.type === 'keydown' && event.key === 'Escape') this.escaped = event.defaultPrevented;
    const forPage = event.key === 'Tab' || (event.key === 'Escape' && !this.escaped);
    if (!forPage && !(event.target as Element).closest('.launcher')) event.stopPropagation();
  };

  /** An open menu would cover what gets the focus. */
  private readonly leaveMenu = (event: Event) => {
    if (this.menuOpen && !(event.target as Element).closest('.menu, .menu-button')) this.menuOpen = false;
  };

  /** Whoever tabs on to a part of the page that the panel covers can put the panel away, and stays there. */
  private readonly escapeAnywhere = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || !this.attention.isCovered(document.activeElement)) return;
    if (this.close()) event.preventDefault();
  };

  private close(): boolean {
    if (!this.isOpen || this.weergave === 'paneel') return false;
    this.isOpen = this.menuOpen = false;
    this.asked = null;
    this.talk.wasOpen = false;
    this.tell('zakboek:gesloten');
    return true;
  }

  private tell(name: string, detail?: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

// A page may load the script twice, from two addresses.
if (!customElements.get('zakboek-chat')) customElements.define('zakboek-chat', ZakboekChat);

interface ZakboekEvents {
  'zakboek:geopend': CustomEvent<null>;
  'zakboek:gesloten': CustomEvent<null>;
  'zakboek:antwoord': CustomEvent<{ readonly uitkomst: Outcome }>;
  'zakboek:fout': CustomEvent<{ readonly soort: FailureKind; readonly status: number }>;
}

declare global {
  interface HTMLElementTagNameMap {
    'zakboek-chat': ZakboekChat;
  }
  interface HTMLElementEventMap extends ZakboekEvents {}
  interface DocumentEventMap extends ZakboekEvents {}
}
