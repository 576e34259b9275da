import type { ApiError } from './api.js';
import { type Busy, texts } from './texts.js';

/** What went wrong, as the visitor reads it, and the way on. */
export interface Trouble {
  readonly text: string;
  /** Whether a button to try again makes sense. */
  readonly again: boolean;
  /** Whether it is tried again when the internet is back. */
  readonly whenOnline: boolean;
}

/** The trouble after `error` in `during`; `seconds` until it is tried again by itself, or 0. */
export function troubleOf(error: ApiError, during: Busy, seconds: number): Trouble {
  const offline = error.kind === 'offline';
  const sentences = [cause(error)];
  if (error.passing && during === 'send' && !error.detail) sentences.push(texts.kept);
  if (during === 'remove') sentences.push(texts.notRemoved);
  if (offline && during === 'send') sentences.push(texts.sentWhenOnline);
  if (seconds) sentences.push(texts.againIn(seconds));
  return { text: sentences.join(' '), again: error.passing, whenOnline: offline && during !== 'remove' };
}

function cause(error: ApiError): string {
  if (error.kind !== 'problem') return texts[error.kind];
  if (error.detail) return error.detail;
  if (error.status === 429) return texts.tooMany;
  return error.status >= 502 && error.status <= 504 ? texts.busy : texts.wrong;
}
