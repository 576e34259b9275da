import type { LitElement, ReactiveController } from 'lit';
/** Where the visitor is: what has the focus, and which part of the conversation is in view. */
export declare class Attention implements ReactiveController {
    #private;
    private readonly host;
    constructor(host: LitElement);
    hostUpdate(): void;
    /** What had the focus may be gone by now; then the focus stays near it, and does not fall to the page's top. */
    hostUpdated(): void;
    /** Whether the panel lies over this part of the page; over the page as a whole when it fills most of the window. */
    isCovered(part: Element | null): boolean;
    /** Put the focus on the part of the widget that `selector` names, once that is drawn. */
    focusOn(selector: string): void;
    /** Put the focus where the answer will come, so that it can go on to the answer. */
    follow(selector: string): void;
    /**
     * The last `count` messages are new: read them from the question on, for a long answer begins at its beginning.
     * Who has scrolled up to read something else is left there.
     */
    turnTo(count: number): void;
    /** Show the end of the conversation. */
    goToEnd(): void;
    /** Show what has come at the end, unless the visitor has scrolled up to read something else. */
    followEnd(): void;
    /** What has appeared below an answer comes into view, if it was not. */
    reveal(selector: string): void;
}
