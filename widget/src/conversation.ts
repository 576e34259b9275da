import { type Access, type Answer, ApiClient, ApiError, type Message, type NewMessage, type Outcome } from './api.js';
import type { ConversationStorage, Kept, Pending } from './storage.js';
import { type TabNews, Tabs } from './tabs.js';
import { texts } from './texts.js';
import { type Trouble, troubleOf } from './trouble.js';

/** What the conversation is waiting for. */
export type Busy = 'open' | 'read' | 'send' | 'remove';

/** What the element hears of its conversation. */
export interface Listener {
  changed(): void;
  answered(messages: readonly Message[], outcome: Outcome | null): void;
  failed(error: ApiError): void;
}

const MOST_RETRIES = 3;

/** One visitor's conversation: what is in it, what is under way, and what went wrong. */
export class Conversation {
  messages: Message[] = [];
  busy: Busy | null = null;
  trouble: Trouble | null = null;
  notice = '';
  readonly #kept: Kept;
  readonly #tabs = new Tabs((id, news) => this.#hear(id, news));
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retries = 0;
  #stale = false;
  #work: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: ApiClient,
    private readonly municipality: string,
    private readonly storage: ConversationStorage,
    private readonly listener: Listener,
  ) {
    this.#kept = storage.load();
    addEventListener('online', this.#online);
  }

  get begun(): boolean {
    return this.#kept.access !== null;
  }

  get pending(): Pending | null {
    return this.#kept.pending;
  }

  get draft(): string {
    return this.#kept.draft;
  }

  set draft(text: string) {
    this.#keep({ draft: text });
  }

  get wasOpen(): boolean {
    return this.#kept.open;
  }

  set wasOpen(open: boolean) {
    this.#keep({ open });
  }

  /** Leave the page: what is kept stays. */
  leave(): void {
    clearTimeout(this.#retry);
    removeEventListener('online', this.#online);
    this.#tabs.close();
  }

  /** Go on with the conversation of this tab, or open one. */
  async begin(): Promise<void> {
    if (this.busy || (this.begun && this.messages.length)) return;
    void this.#finishLeaving();
    const [busy, work] = this.begun ? (['read', () => this.#read()] as const) : (['open', () => this.#open()] as const);
    await this.#try(busy, work, () => this.begin());
    if (this.pending && !this.trouble) await this.#deliver();
  }

  /** Send what was typed or chosen; `shown` is how it reads. False while an earlier message is on its way. */
  send(body: NewMessage, shown: string): boolean {
    if (this.pending || this.busy === 'remove') return false;
    this.notice = '';
    this.#keep({ pending: { key: newKey(), body, shown, moment: new Date().toISOString() } });
    if (!this.busy) void this.#deliver();
    else this.listener.changed();
    return true;
  }

  /** Do again what went wrong. */
  async again(): Promise<void> {
    this.#retries = 0;
    await this.#repeat();
  }

  /** Say whether an answer was of use; false when that could not be told. */
  async rate(message: Message, useful: boolean, why = ''): Promise<boolean> {
    try {
      await this.api.rate(this.#access(), message.id, useful, why);
    } catch (error) {
      this.#report(error);
      return false;
    }
    this.messages = this.messages.map((one) => (one.id === message.id ? { ...one, nuttig: useful } : one));
    this.listener.changed();
    return true;
  }

  /** A document as a file; null when it could not be fetched. */
  async document(link: Message['documenten'][number]): Promise<{ readonly file: Blob; readonly name: string } | null> {
    try {
      return await this.api.document(this.#access(), link);
    } catch (error) {
      this.#report(error);
      return null;
    }
  }

  /** Leave this conversation for a new one; nobody can reach the old one any more, so it is deleted. */
  async restart(): Promise<void> {
    await this.#work;
    if (this.busy) return;
    const old = this.#kept.access;
    this.#giveBack();
    this.notice = '';
    await this.#try(
      'open',
      () => this.#open(),
      () => this.restart(),
    );
    if (!old || old === this.#kept.access) return;
    this.#keep({ leaving: [...this.#kept.leaving, old] });
    this.#tabs.tell(old.id, 'gone');
    await this.#finishLeaving();
  }

  /** Delete the conversation, once what is under way is done. */
  async remove(): Promise<void> {
    await this.#work;
    const access = this.#kept.access;
    if (!access || this.busy) return;
    const work = async () => {
      this.#forget(await this.#delete(access));
      this.#tabs.tell(access.id, 'gone');
    };
    await this.#try('remove', work, () => this.remove());
  }

  readonly #online = () => {
    if (this.trouble?.whenOnline) void this.again();
  };

  #repeat: () => Promise<void> = async () => {};

  async #open(): Promise<void> {
    const opened = await this.api.open(this.municipality);
    this.messages = [...opened.berichten];
    this.#keep({ access: { id: opened.id, token: opened.token } });
    this.listener.answered(opened.berichten, null);
  }

  /** Another tab went on; a failure here is told at the next thing the visitor does. */
  async #readAgain(): Promise<void> {
    try {
      await this.#read();
    } catch (error) {
      this.#report(error);
    }
    this.listener.changed();
  }

  async #read(): Promise<void> {
    this.#stale = false;
    const messages = [...(await this.api.history(this.#access()))];
    const last = messages[messages.length - 1];
    if (this.pending && last?.afzender === 'bezoeker' && last.tekst === this.pending.shown) messages.pop();
    this.messages = messages;
  }

  async #deliver(): Promise<void> {
    const work = async () => {
      if (!this.begun) await this.#open();
      const pending = this.pending;
      if (!pending) return;
      const answer = await this.api.say(this.#access(), pending.body, pending.key);
      this.#show(pending, answer);
      this.#keep({ pending: null });
      this.#tabs.tell(this.#access().id, 'changed');
      this.listener.answered(answer.berichten, answer.uitkomst);
      if (this.#stale) await this.#read();
    };
    await this.#try('send', work, () => this.#deliver());
  }

  /** Add a question with its answer, unless the history that was read back had them already. */
  #show(pending: Pending, answer: Answer): void {
    if (this.messages.some((message) => message.id === answer.berichten[0]?.id)) return;
    const asked = { id: pending.key, afzender: 'bezoeker', tijdstip: pending.moment, tekst: pending.shown } as const;
    const nothing = { keuzes: [], bronnen: [], documenten: [], uitkomst: null, nuttig: null } as const;
    this.messages.push({ ...asked, ...nothing }, ...answer.berichten);
  }

  #try(busy: Busy, work: () => Promise<void>, repeat: () => Promise<void>): Promise<void> {
    this.#work = this.#attempt(busy, work, repeat);
    return this.#work;
  }

  async #attempt(busy: Busy, work: () => Promise<void>, repeat: () => Promise<void>): Promise<void> {
    clearTimeout(this.#retry);
    this.busy = busy;
    this.trouble = null;
    this.listener.changed();
    let gone = false;
    try {
      await work();
      this.#retries = 0;
    } catch (error) {
      gone = await this.#failed(busy, error, repeat);
    } finally {
      this.busy = null;
      this.listener.changed();
    }
    if (gone) await this.begin();
  }

  /** Keep what went wrong; true when the conversation turned out to be gone. */
  async #failed(busy: Busy, error: unknown, repeat: () => Promise<void>): Promise<boolean> {
    if (!(error instanceof ApiError)) throw error;
    this.listener.failed(error);
    if (error.status === 422 && busy === 'send') {
      // The server has answered this key's message before, and keeps it in other words than were typed.
      this.#keep({ pending: null });
      await this.#readAgain();
      return false;
    }
    if (error.status === 404 && (busy === 'read' || (busy === 'send' && (await this.#isGone())))) {
      this.#giveBack();
      this.#forget(texts.gone);
      return true;
    }
    const seconds = error.passing && this.#retries < MOST_RETRIES ? error.retryAfter : 0;
    this.trouble = troubleOf(error, busy, seconds);
    this.#repeat = repeat;
    if (!error.passing && busy === 'send') this.#giveBack();
    if (seconds) {
      this.#retries += 1;
      this.#retry = setTimeout(() => void this.#repeat(), seconds * 1000);
    }
    return false;
  }

  /** Whether a 404 means that the conversation is gone, and not only a choice of it. */
  async #isGone(): Promise<boolean> {
    try {
      await this.#read();
      return false;
    } catch (error) {
      return error instanceof ApiError && error.status === 404;
    }
  }

  #giveBack(): void {
    const texts = [this.pending?.shown ?? '', this.draft].filter(Boolean);
    this.#keep({ pending: null, draft: texts.join('\n') });
  }

  #forget(notice: string): void {
    clearTimeout(this.#retry);
    this.messages = [];
    this.notice = notice;
    this.#keep({ access: null, pending: null });
  }

  /** Delete it on the server; what to say: that it is gone, or the server's words when a part needs more time. */
  async #delete(access: Access): Promise<string> {
    try {
      await this.api.remove(access);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 503 && error.detail) {
        this.#keep({ leaving: [...this.#kept.leaving, access] });
        return error.detail;
      }
      if (error.status !== 404) throw error;
    }
    return texts.removed;
  }

  async #finishLeaving(): Promise<void> {
    for (const access of this.#kept.leaving) {
      try {
        await this.api.remove(access);
      } catch (error) {
        if (error instanceof ApiError && error.status !== 404) continue;
      }
      this.#keep({ leaving: this.#kept.leaving.filter((one) => one.id !== access.id) });
    }
  }

  #hear(id: string, news: TabNews): void {
    if (id !== this.#kept.access?.id) return;
    if (news === 'gone') {
      this.#giveBack();
      this.#forget(texts.goneElsewhere);
      this.listener.changed();
    } else if (this.busy) {
      this.#stale = true;
    } else if (this.messages.length) {
      void this.#readAgain();
    }
  }

  #report(error: unknown): void {
    if (error instanceof ApiError) this.listener.failed(error);
  }

  #access(): Access {
    if (!this.#kept.access) throw new ApiError('problem', 404);
    return this.#kept.access;
  }

  #keep(part: Partial<Kept>): void {
    Object.assign(this.#kept, part);
    this.storage.save(this.#kept);
  }
}

/** A key nobody else has; also on pages without TLS, where `crypto.randomUUID` is missing. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
