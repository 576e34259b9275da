/** The panel with its head, menu and question before something drastic. */
export declare const panel: import("lit").CSSResult;
