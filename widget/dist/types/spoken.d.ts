import { type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Message } from './api.js';
import { type Piece } from './markdown.js';
/**
 * The polite live region of the widget. Only what happens now is said, once: the conversation itself is no live
 * region, since a browser would read it again after a reload and whenever a choice becomes text.
 */
export declare class Spoken {
    private readonly host;
    private pieces;
    private times;
    private timer;
    constructor(host: ReactiveControllerHost);
    /** Have it read; it goes away later, so that nobody meets it twice when reading by hand. */
    say(...pieces: readonly Piece[]): void;
    /** Each time a new element: the same words twice would else be no change, and not be read again. */
    render(): TemplateResult;
}
/** An answer as it is read aloud; of a document only how it begins, for it can be read at leisure. */
export declare function aloud(message: Message): Piece[];
