import { type TemplateResult } from 'lit';
import type { Choice, DocumentLink, Message } from './api.js';
/** What a visitor can do with a message. */
export interface MessageActions {
    choose(choice: Choice): void;
    download(link: DocumentLink): void;
    rate(message: Message, useful: boolean, why?: string): void;
}
/** How far the rating of an answer is. */
export type Rating = 'sent' | 'explained' | 'failed';
/** What a visitor has done with it, and what became of that. */
export interface MessageState {
    /** The origin that serves the guide's pages. */
    readonly base: string;
    /** What the visitor said next; undefined while this is the last message. */
    readonly next: string | undefined;
    readonly rating: Rating | undefined;
    readonly downloadFailed: boolean;
}
/** A question, answered or still on its way. */
export declare function visitorMessage(text: string, moment: Date): TemplateResult;
/** What the assistant says, with everything that belongs to it. */
export declare function assistantMessage(message: Message, state: MessageState, actions: MessageActions): TemplateResult;
