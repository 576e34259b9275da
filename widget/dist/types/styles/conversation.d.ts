/** Messages and what belongs to them, what is under way, and trouble. */
export declare const conversation: import("lit").CSSResult;
