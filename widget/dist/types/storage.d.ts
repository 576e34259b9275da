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
/** Keeps in the tab's own storage, or only in memory when the site or the browser wants nothing stored. */
export declare class ConversationStorage {
    #private;
    /** At `place`, unless nothing is `wanted` there; then what was there goes, and its conversation has to be deleted. */
    constructor(place: string, wanted: boolean);
    get kept(): Kept;
    /** Keep this too. */
    keep(part: Partial<Kept>): void;
    /** Leave the place to the next chat. */
    leave(): void;
}
