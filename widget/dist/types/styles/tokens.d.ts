/**
 * The house style, each from the first that is there: the widget's own token, `--nl-*`, `--utrecht-*`,
 * `--basis-*`, the default. README.md has the table.
 *
 * The defaults follow the page's `color-scheme`, not the visitor's system: a page without a dark version stays light.
 */
export declare const tokens: import("lit").CSSResult;
