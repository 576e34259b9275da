import { type Access, type ApiClient } from './api.js';
import type { ConversationStorage } from './storage.js';
/** Deletes conversations on the server; what could not be deleted at once is remembered until it is. */
export declare class Deletion {
    #private;
    private readonly api;
    private readonly storage;
    constructor(api: ApiClient, storage: ConversationStorage);
    /** Delete one; what to say: that it is gone, or the server's words when a part needs more time. */
    remove(access: Access): Promise<string>;
    /** Remember that this one still has to be deleted. */
    owe(access: Access): void;
    /** Try again what is still to be deleted; what fails is tried the next time. */
    finish(): Promise<void>;
}
