import { type TemplateResult } from 'lit';
import { type Conversation } from './conversation.js';
import { type MessageActions, type Rating } from './message.js';
/** What the log shows beside the conversation itself. */
export interface LogState {
    readonly base: string;
    readonly waitsLong: boolean;
    readonly ratings: ReadonlyMap<string, Rating>;
    readonly failedDownloads: ReadonlySet<string>;
}
/** What a visitor can do in the log. */
export interface LogActions extends MessageActions {
    begin(): void;
    again(): void;
}
/** The conversation, with what is under way or went wrong at its end. */
export declare function log(talk: Conversation, state: LogState, actions: LogActions): TemplateResult;
