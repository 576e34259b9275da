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
    private readonly place;
    private constructor();
    /** The storage of one chat; when nothing is `wanted` at its place, what was there goes. */
    static at(place: string, wanted: boolean): ConversationStorage;
    get kept(): Kept;
    /** Keep this too; a browser that refuses storage only loses the way back after a reload. */
    keep(part: Partial<Kept>): void;
    /** Leave the place to the next chat. */
    leave(): void;
}
