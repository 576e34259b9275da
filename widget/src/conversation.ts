import { type Access, type ApiClient, ApiError, type Message, type NewMessage, type Outcome } from './api.js';
import { Deletion } from './deletion.js';
import type { ConversationStorage, Pending } from './storage.js';
import { type TabNews, Tabs } from './tabs.js';
import { type Busy, texts } from './texts.js';
import { type Trouble, troubleOf } from './trouble.js';

/** What the element hears of its conversation. */
export interface Listener {
  changed(): void;
  answered(messages: readonly Message[], outcome: Outcome | null): void;
  failed(error: ApiError): void;
}

/** Something to do with the server; it is left out when it is no longer needed once its turn comes. */
interface Task {
  readonly busy: Busy;
  readonly needed: () => boolean;
  readonly work: () => Promise<void>;
}

const MOST_RETRIES = 3;

/**
 * One visitor's conversation: what is in it, what is under way, and what went wrong.
 *
 * All that goes to the server goes one after the other, so that a question, a reading and a deletion never cross.
 */
export class Conversation {
  messages: readonly Message[] = [];
  busy: Busy | null = null;
  trouble: Trouble | null = null;
  notice = '';
  /** The day on which the conversation goes when nothing more is said: 2026-12-24, or empty. */
  lastDay = '';
  readonly #deletion: Deletion;
  readonly #tabs = new Tabs((id, news) => this.#hear(id, news));
  #last: Promise<void> = Promise.resolve();
  #failed: Task | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #retries = 0;
  #isRead = false;
  #removing = false;
  #left = false;

  constructor(
    private readonly api: ApiClient,
    private readonly municipality: string,
    private readonly storage: ConversationStorage,
    private readonly listener: Listener,
  ) {
    this.#deletion = new Deletion(api, storage);
    addEventListener('online', this.#online);
  }

  get begun(): boolean {
    return this.#access !== null;
  }

  get pending(): Pending | null {
    return this.storage.kept.pending;
  }

  get draft(): string {
    return this.storage.kept.draft;
  }

  set draft(text: string) {
    this.storage.keep({ draft: text });
  }

  get wasOpen(): boolean {
    return this.storage.kept.open;
  }

  set wasOpen(open: boolean) {
    this.storage.keep({ open });
  }

  /** Leave the page: what is kept stays, what is under way stops. */
  leave(): void {
    this.#left = true;
    clearTimeout(this.#retry);
    removeEventListener('online', this.#online);
    this.#tabs.close();
    this.api.stop();
  }

  /** Go on with the conversation of this tab and with the message that was on its way, or open one. */
  begin(): Promise<void> {
    void this.#deletion.finish();
    if (this.pending) return this.#do(this.#sending);
    if (!this.begun) return this.#do({ busy: 'open', needed: () => !this.begun, work: () => this.#open() });
    return this.#do({ busy: 'read', needed: () => this.begun && !this.#isRead, work: () => this.#read() });
  }

  /** Send what was typed or chosen; `shown` is how it reads. False while an earlier message is on its way. */
  send(body: NewMessage, shown: string): boolean {
    if (this.pending || this.#removing) return false;
    this.notice = '';
    this.storage.keep({ pending: { key: newKey(), body, shown, moment: new Date().toISOString() } });
    void this.#do(this.#sending);
    this.busy ??= 'send';
    this.listener.changed();
    return true;
  }

  /** Do again what went wrong. */
  async again(): Promise<void> {
    this.#retries = 0;
    if (this.#failed) await this.#do(this.#failed);
    if (this.pending && !this.trouble) await this.#do(this.#sending);
  }

  /** Say whether an answer was of use; false when that could not be told. */
  async rate(message: Message, useful: boolean, why = ''): Promise<boolean> {
    const access = this.#access;
    if (!access || !(await this.#told(this.api.rate(access, message.id, useful, why)))) return false;
    this.messages = this.messages.map((one) => (one.id === message.id ? { ...one, nuttig: useful } : one));
    this.listener.changed();
    return true;
  }

  /** A document as a file; null when it could not be fetched. */
  async document(link: Message['documenten'][number]): Promise<{ readonly file: Blob; readonly name: string } | null> {
    let found = null;
    const access = this.#access;
    if (access) await this.#told(this.api.document(access, link).then((file) => (found = file)));
    return found;
  }

  /** All that is stored of the conversation, as a JSON file; null when it could not be fetched. */
  async copy(): Promise<Blob | null> {
    let found = null;
    const access = this.#access;
    if (access) await this.#told(this.api.copy(access).then((file) => (found = file)));
    return found;
  }

  /** Leave this conversation for a new one; nobody can reach the old one any more, so it is deleted. */
  restart(): Promise<void> {
    const work = async () => {
      const old = this.#access;
      this.#giveBack();
      this.notice = '';
      await this.#open();
      if (!old) return;
      this.#deletion.owe(old);
      this.#tabs.tell(old.id, 'gone');
    };
    return this.#do({ busy: 'open', needed: () => true, work });
  }

  /** Delete the conversation, once what is under way is done. */
  remove(): Promise<void> {
    const work = async () => {
      const access = this.#demandAccess();
      this.#forget(await this.#deletion.remove(access));
      this.#tabs.tell(access.id, 'gone');
    };
    return this.#do({ busy: 'remove', needed: () => this.begun, work });
  }

  get #access(): Access | null {
    return this.storage.kept.access;
  }

  #demandAccess(): Access {
    if (!this.#access) throw new ApiError('problem', 404);
    return this.#access;
  }

  readonly #online = () => {
    if (this.trouble?.whenOnline) void this.again();
  };

  readonly #sending: Task = { busy: 'send', needed: () => this.pending !== null, work: () => this.#send() };

  async #open(): Promise<void> {
    const { id, token, berichten, bewaardTot } = await this.api.open(this.municipality);
    this.messages = berichten;
    this.lastDay = bewaardTot ?? '';
    this.#isRead = true;
    this.storage.keep({ access: { id, token } });
    this.listener.answered(berichten, null);
  }

  /** Read the whole conversation; the message on its way may be in it, with its answer or still without. */
  async #read(): Promise<void> {
    const access = this.#demandAccess();
    const { berichten: all, bewaardTot } = await this.api.history(access);
    if (this.#access?.id !== access.id) return; // another tab has deleted it meanwhile
    this.lastDay = bewaardTot ?? '';
    const sent = all.findIndex(({ sleutel }) => sleutel !== null && sleutel === this.pending?.key);
    const waits = sent >= 0 && all[sent + 1]?.afzender !== 'assistent';
    if (sent >= 0 && !waits) this.storage.keep({ pending: null });
    this.messages = waits ? all.filter((_, index) => index !== sent) : all;
    this.#isRead = true;
  }

  async #send(): Promise<void> {
    if (!this.begun) await this.#open();
    else if (!this.#isRead) await this.#read();
    const { pending } = this;
    if (!pending) return;
    const access = this.#demandAccess();
    const answer = await this.api.say(access, pending.body, pending.key);
    if (this.#access?.id !== access.id) return; // another tab has deleted it meanwhile
    if (answer.gewist) {
      this.#tabs.tell(access.id, 'gone');
      this.#forget(answer.berichten[0]?.tekst ?? texts.removed);
      return;
    }
    this.lastDay = answer.bewaardTot ?? '';
    const stored = 'tekst' in pending.body ? answer.vraag?.tekst : undefined;
    const asked = question({ ...pending, shown: stored ?? pending.shown });
    this.messages = [...this.messages, asked, ...answer.berichten];
    this.storage.keep({ pending: null });
    this.#tabs.tell(access.id, 'changed');
    this.listener.answered(answer.berichten, answer.uitkomst);
  }

  #do(task: Task): Promise<void> {
    if (task.busy === 'remove') this.#removing = true;
    return this.#inTurn(() => this.#attempt(task));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {}); // whoever waits for `done` hears of it; the next thing has its turn
    return done;
  }

  async #attempt(task: Task): Promise<void> {
    if (this.#left || !task.needed()) return this.#rest(task);
    this.#allRight();
    this.busy = task.busy;
    this.listener.changed();
    try {
      await task.work();
      this.#retries = 0;
      if (task.busy !== 'remove') void this.#deletion.finish(); // what was put off just now is for later
    } catch (error) {
      if (this.#left) return;
      await this.#explain(task, error);
    } finally {
      this.#rest(task);
    }
  }

  #rest(done?: Task): void {
    this.busy = null;
    if (done?.busy === 'remove') this.#removing = false;
    if (this.#failed && !this.#failed.needed()) this.#allRight();
    if (!this.#left) this.listener.changed();
  }

  #allRight(): void {
    clearTimeout(this.#retry);
    this.trouble = this.#failed = null;
  }

  async #explain(task: Task, error: unknown): Promise<void> {
    if (!(error instanceof ApiError)) throw error;
    this.listener.failed(error);
    if (!task.needed()) return; // another tab has done it
    if (error.status === 404 && (await this.#isGone())) return this.#beginAnew();
    const seconds = error.passing && this.#retries < MOST_RETRIES ? error.retryAfter : 0;
    this.trouble = troubleOf(error, task.busy, seconds);
    if (error.passing) this.#failed = task;
    else if (task.busy === 'send') this.#giveBack();
    if (!seconds) return;
    this.#retries += 1;
    this.#retry = setTimeout(() => void this.#do(task), seconds * 1000);
  }

  #beginAnew(): void {
    const access = this.#access;
    if (!access) return; // another tab has deleted it, and that has been told
    this.#tabs.tell(access.id, 'gone');
    this.#giveBack();
    this.#forget(texts.gone);
    void this.begin();
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

  /** What was on its way is put back in the field. */
  #giveBack(): void {
    const typed = [this.pending?.shown ?? '', this.draft].filter(Boolean);
    this.storage.keep({ pending: null, draft: typed.join('\n') });
  }

  #forget(notice: string): void {
    this.#allRight();
    this.messages = [];
    this.#isRead = false;
    this.notice = notice;
    this.storage.keep({ access: null, pending: null });
  }

  #hear(id: string, news: TabNews): void {
    if (id !== this.#access?.id) return;
    if (news === 'gone') {
      this.#giveBack();
      this.#forget(texts.goneElsewhere);
      this.listener.changed();
    } else if (this.#isRead) {
      void this.#readAgain();
    }
  }

  /** Another tab went on; when it cannot be read now, it is read before the next thing the visitor does. */
  #readAgain(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#left || !this.begun) return;
      if (!(await this.#told(this.#read()))) this.#isRead = false;
      this.#rest();
    });
  }

  /** Whether it succeeded; a failure is only reported to the site. */
  async #told(call: Promise<unknown>): Promise<boolean> {
    try {
      await call;
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (!this.#left) this.listener.failed(error);
      return false;
    }
  }
}

/** A message as the visitor sent it, before the server has answered. */
export function question({ key, shown, moment }: Pending): Message {
  const nothing = { keuzes: [], bronnen: [], documenten: [], uitkomst: null, nuttig: null };
  return { id: key, sleutel: key, afzender: 'bezoeker', tijdstip: moment, tekst: shown, ...nothing };
}

/** A key nobody else has; also on pages without TLS, where `crypto.randomUUID` is missing. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
