import { type TemplateResult } from 'lit';
/** Plain text, or with the language that it is in when that is not Dutch. */
export type Piece = string | {
    readonly text: string;
    readonly lang: string;
};
/** An answer's Markdown as content of a template. */
export declare function toTemplate(markdown: string): TemplateResult[];
/** The same as plain text, to be saved. */
export declare function toPlainText(markdown: string): string;
/** The same as plain text, to be read aloud; each paragraph and list ends in a piece of two line ends. */
export declare function toPieces(markdown: string): Piece[];
/** The words of all, whatever their language. */
export declare function together(pieces: readonly Piece[]): string;
/** A link that leaves the conversation where it is. */
export declare function outsideLink(href: string, content: unknown): TemplateResult;
