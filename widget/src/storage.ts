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
  access: Access | null;
  pending: Pending | null;
  draft: string;
  open: boolean;
  /** Conversations that still have to be deleted. */
  leaving: Access[];
}

/** Where `Kept` goes: the tab's own storage, or nowhere when the site or the browser does not want it. */
export class ConversationStorage {
  constructor(
    private readonly key: string,
    private readonly wanted: boolean,
  ) {}

  /** What was kept in this tab, or a fresh start. */
  load(): Kept {
    const fresh: Kept = { access: null, pending: null, draft: '', open: false, leaving: [] };
    if (!this.wanted) return fresh;
    try {
      return { ...fresh, ...(JSON.parse(sessionStorage.getItem(this.key) ?? '{}') as Partial<Kept>) };
    } catch {
      return fresh;
    }
  }

  /** Keep it; a browser that refuses storage only loses the way back after a reload. */
  save(kept: Kept): void {
    if (!this.wanted) return;
    try {
      sessionStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      return;
    }
  }
}
