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

/** Places that a chat on this page keeps its conversation at: two chats would overwrite each other's. */
const taken = new Set<string>();

/** Keeps in the tab's own storage, or only in memory when the site or the browser wants nothing stored. */
export class ConversationStorage {
  #kept: Kept = { access: null, pending: null, draft: '', open: false, leaving: [] };

  private constructor(private readonly place: string | null) {
    if (!place) return;
    taken.add(place);
    try {
      const found = JSON.parse(sessionStorage.getItem(place) ?? '{}') as Partial<Kept>;
      this.#kept = { ...this.#kept, ...found };
    } catch {
      return; // refused, or not ours: a fresh start
    }
  }

  /** The storage of one chat; when nothing is `wanted` at its place, what was there goes. */
  static at(place: string, wanted: boolean): ConversationStorage {
    if (taken.has(place)) return new ConversationStorage(null);
    if (wanted) return new ConversationStorage(place);
    try {
      sessionStorage.removeItem(place);
    } catch {
      // refused, so nothing was there
    }
    return new ConversationStorage(null);
  }

  get kept(): Kept {
    return this.#kept;
  }

  /** Keep this too; a browser that refuses storage only loses the way back after a reload. */
  keep(part: Partial<Kept>): void {
    this.#kept = { ...this.#kept, ...part };
    if (!this.place) return;
    try {
      sessionStorage.setItem(this.place, JSON.stringify(this.#kept));
    } catch {
      return;
    }
  }

  /** Leave the place to the next chat. */
  leave(): void {
    if (this.place) taken.delete(this.place);
  }
}
