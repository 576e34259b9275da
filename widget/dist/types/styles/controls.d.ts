/** The whole, and what is used everywhere. Sizes are in em, from the visitor's own letter size: a page's rem may be anything. */
export declare const controls: import("lit").CSSResult;
