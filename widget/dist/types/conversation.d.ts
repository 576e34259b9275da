import { type ApiClient, ApiError, type Message, type NewMessage, type Outcome } from './api.js';
import type { ConversationStorage, Pending } from './storage.js';
import { type Busy } from './texts.js';
import { type Trouble } from './trouble.js';
/** What the element hears of its conversation. */
export interface Listener {
    changed(): void;
    answered(messages: readonly Message[], outcome: Outcome | null): void;
    failed(error: ApiError): void;
}
/**
 * One visitor's conversation: what is in it, what is under way, and what went wrong.
 *
 * All that goes to the server goes one after the other, so that a question, a reading and a deletion never cross.
 */
export declare class Conversation {
    #private;
    private readonly api;
    private readonly municipality;
    private readonly storage;
    private readonly listener;
    messages: readonly Message[];
    busy: Busy | null;
    trouble: Trouble | null;
    notice: string;
    /** The day on which the conversation goes when nothing more is said: 2026-12-24, or empty. */
    lastDay: string;
    constructor(api: ApiClient, municipality: string, storage: ConversationStorage, listener: Listener);
    get begun(): boolean;
    get pending(): Pending | null;
    get draft(): string;
    set draft(text: string);
    get wasOpen(): boolean;
    set wasOpen(open: boolean);
    /** Leave the page: what is kept stays, what is under way stops. */
    leave(): void;
    /** Go on with the conversation of this tab and with the message that was on its way, or open one. */
    begin(): Promise<void>;
    /** Send what was typed or chosen; `shown` is how it reads. False while an earlier message is on its way. */
    send(body: NewMessage, shown: string): boolean;
    /** Do again what went wrong. */
    again(): Promise<void>;
    /** Say whether an answer was of use; false when that could not be told. */
    rate(message: Message, useful: boolean, why?: string): Promise<boolean>;
    /** A document as a file; null when it could not be fetched. */
    document(link: Message['documenten'][number]): Promise<{
        readonly file: Blob;
        readonly name: string;
    } | null>;
    /** All that is stored of the conversation, as a JSON file; null when it could not be fetched. */
    copy(): Promise<Blob | null>;
    /** Leave this conversation for a new one; nobody can reach the old one any more, so it is deleted. */
    restart(): Promise<void>;
    /** Delete the conversation, once what is under way is done. */
    remove(): Promise<void>;
}
/** A message as the visitor sent it, before the server has answered. */
export declare function question({ key, shown, moment }: Pending): Message;
