import type { Message } from './api.js';
/** Let the visitor save `file` under `name`. */
export declare function save(file: Blob, name: string): void;
/** The conversation as a text file. */
export declare function transcript(title: string, messages: readonly Message[]): Blob;
/** A message with its choices and sources in plain words. */
export declare function plain(message: Message): string;
/** A source in words. */
export declare function sourceText(source: Message['bronnen'][number]): string;
