/** The calls of the assistant's API that the widget makes; field names are the API's. */

export type Outcome = 'antwoord' | 'verduidelijking' | 'geen-antwoord' | 'gesprek';

export interface Choice {
  readonly label: string;
  readonly keuze: string;
}

/** Where in the guide it stands; without chapter and page the words are a municipality's own. */
export type Source = { readonly id: string; readonly titel: string } & (
  | { readonly hoofdstuk: string; readonly pagina: number }
  | { readonly hoofdstuk: null; readonly pagina: null }
);

export interface DocumentLink {
  readonly id: string;
  readonly titel: string;
  readonly type: string;
  readonly url: string;
}

export interface Message {
  readonly id: string;
  readonly afzender: 'bezoeker' | 'assistent';
  readonly tijdstip: string;
  readonly tekst: string;
  readonly keuzes: readonly Choice[];
  readonly bronnen: readonly Source[];
  readonly documenten: readonly DocumentLink[];
  /** The visitor's key by which the message was taken once. */
  readonly sleutel: string | null;
  readonly uitkomst: Outcome | null;
  readonly nuttig: boolean | null;
}

/** What opens a conversation again. */
export interface Access {
  readonly id: string;
  readonly token: string;
}

/** `bewaardTot` is the day on which the conversation goes (2026-12-24); an older assistant does not tell it. */
export interface History {
  readonly bewaardTot?: string;
  readonly berichten: readonly Message[];
}

export type Opened = Access & History;

/**
 * `vraag` is the visitor's message as it is stored, without what is personal; `gewist` is whether the conversation was
 * deleted by it. An older assistant does not tell them.
 */
export interface Answer extends Omit<History, 'bewaardTot'> {
  readonly uitkomst: Outcome;
  readonly gewist?: boolean;
  readonly bewaardTot?: string | null;
  readonly vraag?: { readonly tekst: string };
}

export type NewMessage = { readonly tekst: string } | { readonly keuze: string };

/** `refused`: the assistant is there, but this website may not talk with it. `unknown`: no such municipality. */
export type FailureKind = 'offline' | 'network' | 'timeout' | 'refused' | 'unknown' | 'problem';

/** A call that did not succeed; `detail` is the server's own explanation, in Dutch. */
export class ApiError extends Error {
  constructor(
    readonly kind: FailureKind,
    readonly status = 0,
    readonly detail = '',
    readonly retryAfter = 0,
  ) {
    super(`${kind} ${status}`);
  }

  /** Whether the same call may succeed later. */
  get passing(): boolean {
    return !['problem', 'unknown'].includes(this.kind) || this.status === 429 || this.status >= 500;
  }
}

/** Longer than the server waits for its own answer (20 s), so that its explanation comes first. */
const TIMEOUT = 30_000;

const SCRIPT = '/widget/v1/zakboek-chat.js';

/** Speaks to the API at `base`, an origin without a slash at the end. */
export class ApiClient {
  readonly #running = new Set<AbortController>();
  #stopped = false;

  constructor(private readonly base: string) {}

  /** Break off all calls that are under way, and make no more. */
  stop(): void {
    this.#stopped = true;
    for (const call of this.#running) call.abort();
  }

  /** Open a conversation; the greeting comes with it. */
  async open(municipality: string): Promise<Opened> {
    const place = municipality ? { kanaal: 'web', gemeente: municipality } : { kanaal: 'web' };
    const call = () => this.#call('POST', '/v1/gesprekken', { body: place }, opened);
    try {
      return await call();
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) throw new ApiError('unknown');
      if (!isNetwork(error) || !(await this.#isThere())) throw error;
    }
    try {
      return await call();
    } catch (error) {
      throw isNetwork(error) ? new ApiError('refused') : error;
    }
  }

  /** All messages so far. */
  history(access: Access): Promise<History> {
    return this.#call('GET', `${path(access)}/berichten`, { access }, withMessages<History>);
  }

  /** Send a message; the same `key` is answered once. */
  say(access: Access, body: NewMessage, key: string): Promise<Answer> {
    return this.#call('POST', `${path(access)}/berichten`, { access, body, key }, withMessages<Answer>);
  }

  /** Say whether an answer was of use. */
  rate(access: Access, messageId: string, useful: boolean, why: string): Promise<void> {
    const body = why ? { nuttig: useful, toelichting: why } : { nuttig: useful };
    return this.#call('PUT', `${path(access)}/berichten/${messageId}/waardering`, { access, body }, isDone);
  }

  /** Delete the conversation from every store; one that is gone already counts as deleted. */
  async remove(access: Access): Promise<void> {
    try {
      await this.#call('DELETE', path(access), { access }, isDone);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 404) throw error;
    }
  }

  /** A document as a file, with the name the server gives it, if that may be read. */
  document(access: Access, link: DocumentLink): Promise<{ readonly file: Blob; readonly name: string }> {
    return this.#call('GET', link.url, { access }, async (response) => ({
      file: await response.blob(),
      name: /filename="([^"]+)"/.exec(response.headers.get('Content-Disposition') ?? '')?.[1] ?? '',
    }));
  }

  /** All that is stored of the conversation, as a JSON file. */
  copy(access: Access): Promise<Blob> {
    return this.#call('GET', `${path(access)}/kopie`, { access }, (response) => response.blob());
  }

  /** Browsers do not tell a refused site from a broken network; but the script may be read by every site. */
  async #isThere(): Promise<boolean> {
    try {
      await this.#call('HEAD', SCRIPT, {}, nothing);
      return true;
    } catch {
      return false;
    }
  }

  async #call<T>(method: string, address: string, sent: Sent, read: (response: Response) => Promise<T>): Promise<T> {
    const headers: Record<string, string> = {};
    if (sent.access) headers['Authorization'] = `Bearer ${sent.access.token}`;
    if (sent.key) headers['Idempotency-Key'] = sent.key;
    if (sent.body) headers['Content-Type'] = 'application/json';
    const body = sent.body ? JSON.stringify(sent.body) : null;
    if (this.#stopped) throw new ApiError('network');
    const stop = new AbortController();
    this.#running.add(stop);
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    try {
      const options = { method, headers, body, signal: stop.signal, credentials: 'omit', cache: 'no-store' } as const;
      const response = await fetch(this.base + address, options);
      if (!response.ok) throw await problem(response);
      return await read(response);
    } catch (error) {
      if (error instanceof ApiError) throw error;
      if (error instanceof SyntaxError) throw unreadable();
      if (stop.signal.aborted) throw new ApiError('timeout');
      throw new ApiError(navigator.onLine ? 'network' : 'offline');
    } finally {
      clearTimeout(timer);
      this.#running.delete(stop);
    }
  }
}

function isNetwork(error: unknown): boolean {
  return error instanceof ApiError && error.kind === 'network';
}

interface Sent {
  readonly access?: Access;
  readonly key?: string;
  readonly body?: object;
}

function path(access: Access): string {
  return `/v1/gesprekken/${access.id}`;
}

async function json<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}

async function withMessages<T>(response: Response): Promise<T> {
  const found = await json<{ readonly berichten?: unknown } | null>(response);
  if (!Array.isArray(found?.berichten)) throw unreadable();
  return found as T;
}

async function opened(response: Response): Promise<Opened> {
  const found = await withMessages<Opened>(response);
  if (!found.id || !found.token) throw unreadable();
  return found;
}

async function isDone({ status }: Response): Promise<void> {
  if (status !== 204) throw unreadable();
}

async function nothing(): Promise<void> {}

/** Something between the visitor and the assistant answered in its place, as proxies do. */
function unreadable(): ApiError {
  return new ApiError('problem', 502);
}

async function problem(response: Response): Promise<ApiError> {
  const seconds = Number(response.headers.get('Retry-After')) || 0;
  const told = response.headers.get('Content-Type')?.includes('problem+json');
  const found = told ? await json<{ readonly detail?: string }>(response) : {};
  return new ApiError('problem', response.status, found.detail ?? '', seconds);
}
