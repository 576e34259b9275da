import type { Access, Message } from '../api.js';

/** The calls of the API, by what they are for. */
export type Kind = 'open' | 'read' | 'say' | 'rate' | 'remove' | 'document' | 'copy' | 'script';

/** A call as it reached the network. */
export interface Call {
  readonly kind: Kind;
  readonly address: string;
  readonly headers: Record<string, string>;
  readonly body: Record<string, unknown> | null;
}

/** What becomes of a call: `answer` has the assistant take it, as it does with a call that nothing happens to. */
export type Fate = (answer: () => Response, signal: AbortSignal) => Promise<Response>;

/** Nothing comes of it, and the assistant never hears of it. */
export const unreachable: Fate = async () => {
  throw new TypeError('Failed to fetch');
};

/** The assistant takes it, but its answer gets lost on the way back. */
export const lost: Fate = async (answer) => {
  answer();
  throw new TypeError('Failed to fetch');
};

/** The assistant refuses it, with its own words when there is a `detail`. */
export function refused(status: number, detail = '', retryAfter = 0): Fate {
  const headers = new Headers({ 'Content-Type': detail ? 'application/problem+json' : 'text/html' });
  if (retryAfter) headers.set('Retry-After', String(retryAfter));
  return async () => new Response(detail ? JSON.stringify({ detail }) : '<h1>No</h1>', { status, headers });
}

/** The day on which every conversation goes. */
export const LAST_DAY = '2026-12-24';

/** Something on the way answers in the assistant's place. */
export function instead(status: number, body: string | null): Fate {
  return async () => new Response(body, { status });
}

/** A call whose fate is known at once, but that is on its way until it is let go. */
export class Held {
  #arrive: (() => void) | undefined;

  constructor(private readonly end: Fate) {}

  readonly fate: Fate = (answer, signal) => {
    const outcome = this.end(answer, signal);
    return new Promise((resolve, reject) => {
      this.#arrive = () => resolve(outcome);
      signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
    });
  };

  letGo(): void {
    if (!this.#arrive) throw new Error('there has been no such call');
    this.#arrive();
  }
}

/** The assistant behind its API, with conversations in memory. */
export class FakeAssistant {
  readonly calls: Call[] = [];
  /** The messages of all conversations there are, by their ids. */
  readonly conversations = new Map<string, Message[]>();
  /** The most calls that were ever under way at the same time. */
  most = 0;
  #underWay = 0;
  readonly #fates = new Map<Kind, Fate[]>();

  constructor() {
    globalThis.fetch = (address, options) => this.#fetch(String(address), options ?? {});
  }

  /** What becomes of the next calls of this kind; those after them are answered as always. */
  next(kind: Kind, ...fates: Fate[]): void {
    this.#fates.set(kind, [...(this.#fates.get(kind) ?? []), ...fates]);
  }

  /** Have the next call of this kind on its way until it is let go; the assistant takes it, if no other `end` is given. */
  hold(kind: Kind, end: Fate = async (answer) => answer()): Held {
    const held = new Held(end);
    this.next(kind, held.fate);
    return held;
  }

  /** How the calls that were made are named, or only those from the one with this index on. */
  made(from = 0): Kind[] {
    return this.calls.slice(from).map(({ kind }) => kind);
  }

  /** The calls of one kind. */
  callsTo(kind: Kind): Call[] {
    return this.calls.filter((call) => call.kind === kind);
  }

  /** It has taken a message, but not answered yet. */
  take(id: string, key: string, text: string): void {
    this.#messages(id).push(message('bezoeker', text, key));
  }

  /** The visitor's messages that it has taken. */
  asked(id: string): string[] {
    return this.#messages(id)
      .filter(({ afzender }) => afzender === 'bezoeker')
      .map(({ tekst }) => tekst);
  }

  async #fetch(address: string, options: RequestInit): Promise<Response> {
    const call = toCall(address, options);
    this.calls.push(call);
    const fate = this.#fates.get(call.kind)?.shift();
    this.#underWay += 1;
    this.most = Math.max(this.most, this.#underWay);
    try {
      const answer = () => this.#answer(call);
      return fate ? await fate(answer, options.signal ?? new AbortController().signal) : answer();
    } finally {
      this.#underWay -= 1;
    }
  }

  #answer(call: Call): Response {
    if (call.kind === 'open') return this.#open();
    if (call.kind === 'script') return new Response();
    const id = call.address.split('/')[2] ?? '';
    if (!this.conversations.has(id) || call.headers['Authorization'] !== `Bearer ${tokenOf(id)}`) return notFound();
    if (call.kind === 'say') return this.#say(id, call);
    if (call.kind === 'read') return Response.json({ bewaardTot: LAST_DAY, berichten: this.#messages(id) });
    if (call.kind === 'remove') this.conversations.delete(id);
    return new Response(null, { status: 204 });
  }

  #open(): Response {
    const id = `gesprek-${this.calls.length}`;
    const berichten = [message('assistent', 'Hallo')];
    this.conversations.set(id, [...berichten]);
    return Response.json({ id, token: tokenOf(id), bewaardTot: LAST_DAY, berichten }, { status: 201 });
  }

  /** Answers once to a key: the second time with the answer it has. */
  #say(id: string, { headers, body }: Call): Response {
    const all = this.#messages(id);
    const text = String(body?.['tekst'] ?? body?.['keuze']);
    const key = headers['Idempotency-Key'] ?? null;
    if (!all.some(({ sleutel }) => sleutel === key)) all.push(message('bezoeker', text, key));
    const place = all.findIndex(({ sleutel }) => sleutel === key) + 1;
    const answer = all[place] ?? message('assistent', `Antwoord op: ${text}`);
    all[place] = answer;
    const vraag = { id: `vraag-${place}`, tekst: all[place - 1]?.tekst ?? text, weggelaten: [] };
    return Response.json({ uitkomst: 'antwoord', vraag, bewaardTot: LAST_DAY, berichten: [answer] });
  }

  #messages(id: string): Message[] {
    const found = this.conversations.get(id);
    if (!found) throw new Error(`there is no conversation ${id}`);
    return found;
  }
}

/** A message as the API gives it. */
export function message(from: Message['afzender'], text: string, key: string | null = null): Message {
  count += 1;
  const nothing = { keuzes: [], bronnen: [], documenten: [], nuttig: null };
  const outcome = from === 'assistent' ? 'antwoord' : null;
  const moment = '2026-03-02T10:00:00Z';
  return {
    id: `bericht-${count}`,
    afzender: from,
    tijdstip: moment,
    tekst: text,
    sleutel: key,
    uitkomst: outcome,
    ...nothing,
  };
}

let count = 0;

/** Access to a conversation of the assistant. */
export function accessTo(id: string): Access {
  return { id, token: tokenOf(id) };
}

function tokenOf(id: string): string {
  return `token-van-${id}`;
}

function notFound(): Response {
  const headers = { 'Content-Type': 'application/problem+json' };
  return new Response(JSON.stringify({ detail: 'Dit gesprek bestaat niet.' }), { status: 404, headers });
}

function toCall(url: string, { method, headers, body }: RequestInit): Call {
  const address = url.replace(/^https:\/\/[^/]+\//, '');
  return {
    kind: kindOf(method ?? 'GET', address),
    address,
    headers: { ...(headers as Record<string, string>) },
    body: body ? JSON.parse(String(body)) : null,
  };
}

const ADDRESSES: readonly (readonly [Kind, RegExp])[] = [
  ['open', /^POST v1\/gesprekken$/],
  ['remove', /^DELETE v1\/gesprekken\/[^/]+$/],
  ['read', /^GET v1\/gesprekken\/[^/]+\/berichten$/],
  ['say', /^POST v1\/gesprekken\/[^/]+\/berichten$/],
  ['rate', /^PUT v1\/gesprekken\/[^/]+\/berichten\/[^/]+\/waardering$/],
  ['copy', /^GET v1\/gesprekken\/[^/]+\/kopie$/],
  ['document', /^GET v1\/gesprekken\/[^/]+\/documenten\/[^/]+$/],
  ['script', /^HEAD widget\/v1\/zakboek-chat\.js$/],
];

function kindOf(method: string, address: string): Kind {
  const found = ADDRESSES.find(([, pattern]) => pattern.test(`${method} ${address}`));
  if (!found) throw new Error(`the API has no ${method} ${address}`);
  return found[0];
}
