import { type TemplateResult } from 'lit';
/** An answer's Markdown as content of a template. */
export declare function toTemplate(markdown: string): TemplateResult[];
/** The same as plain text, to be read aloud or saved. */
export declare function toPlainText(markdown: string): string;
/** A link that leaves the conversation where it is. */
export declare function outsideLink(href: string, content: unknown): TemplateResult;
