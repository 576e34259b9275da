/** Where the visitor types. */
export declare const composer: import("lit").CSSResult;
