import type { Access, NewMessage } from './api.js';

/** A message on its way: kept until it is answered, with the key by which the server takes it once. */
export interface Pending {
  readonly key: string;
  readonly body: NewMessage;
  readonly shown: string;
  readonly moment: string;
}

/** What is kept of a conversation in the browser; its messages stay on the server. */
export interface Kept {
  readonly access: Access | null;
  readonly pending: Pending | null;
  readonly draft: string;
  readonly open: boolean;
  /** Conversations that still have to be deleted. */
  readonly leaving: readonly Access[];
}

const FRESH: Kept = { access: null, pending: null, draft: '', open: false, leaving: [] };

/** Places that a chat on this page keeps its conversation at: two chats would overwrite each other's. */
const taken = new Set<string>();

/** Keeps in the tab's own storage, or only in memory when the site or the browser wants nothing stored. */
export class ConversationStorage {
  #place: string | null = null;
  #kept = FRESH;

  /** At `place`, unless nothing is `wanted` there; then what was there goes, and its conversation has to be deleted. */
  constructor(place: string, wanted: boolean) {
    if (taken.has(place)) return;
    const kept = { ...FRESH, ...read(place) };
    if (wanted) {
      taken.add(place);
      this.#place = place;
      this.#kept = kept;
    } else {
      write(place, null);
      this.#kept = { ...FRESH, leaving: kept.access ? [...kept.leaving, kept.access] : kept.leaving };
    }
  }

  get kept(): Kept {
    return this.#kept;
  }

  /** Keep this too. */
  keep(part: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...part };
    if (this.#place) write(this.#place, this.#kept);
  }

  /** Leave the place to the next chat. */
  leave(): void {
    if (this.#place) taken.delete(this.#place);
    this.#place = null;
  }
}

function read(place: string): Partial<Kept> {
  try {
    return JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<Kept>;
  } catch {
    return {}; // refused, or not ours: a fresh start
  }
}

function write(place: string, kept: Kept | null): void {
  try {
    if (kept) sessionStorage.setItem(place, JSON.stringify(kept));
    else sessionStorage.removeItem(place);
  } catch {
    return; // a browser that refuses storage only loses the way back after a reload
  }
}
