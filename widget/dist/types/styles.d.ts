/** The layout. Sizes are in em, from the visitor's own letter size: a page's rem may be anything. */
export declare const styles: import("lit").CSSResult;
