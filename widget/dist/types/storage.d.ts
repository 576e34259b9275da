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
export declare class ConversationStorage {
    private readonly key;
    private readonly wanted;
    constructor(key: string, wanted: boolean);
    /** What was kept in this tab, or a fresh start. */
    load(): Kept;
    /** Keep it; a browser that refuses storage only loses the way back after a reload. */
    save(kept: Kept): void;
}
