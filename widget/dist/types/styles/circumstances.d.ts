/** Small and low screens, less movement, paper, forced colours. Last, for it changes the others. */
export declare const circumstances: import("lit").CSSResult;
