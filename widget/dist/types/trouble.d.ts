import type { ApiError } from './api.js';
import { type Busy } from './texts.js';
/** What went wrong, as the visitor reads it, and the way on. */
export interface Trouble {
    readonly text: string;
    /** Whether a button to try again makes sense. */
    readonly again: boolean;
    /** Whether it is tried again when the internet is back. */
    readonly whenOnline: boolean;
}
/** The trouble after `error` in `during`; `seconds` until it is tried again by itself, or 0. */
export declare function troubleOf(error: ApiError, during: Busy, seconds: number): Trouble;
