import type { Message } from './api.js';
/** The conversation as a text file. */
export declare function transcript(title: string, messages: readonly Message[], lastDay: string): Blob;
/** A message with its sources, its documents by their names, and its choices, in plain words. */
export declare function plain(message: Message): string;
/** A line for each source. */
export declare function sourceLines(message: Message): string[];
