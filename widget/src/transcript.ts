import type { Message } from './api.js';
import { toPlainText } from './markdown.js';
import { texts } from './texts.js';
import { inWords } from './time.js';

/** The conversation as a text file. */
export function transcript(title: string, messages: readonly Message[]): Blob {
  const parts = messages.map((message) => {
    const from = message.afzender === 'bezoeker' ? texts.visitor : texts.assistant;
    return `${from}, ${inWords(new Date(message.tijdstip))}\n${plain(message)}`;
  });
  return new Blob([[title, ...parts].join('\n\n'), '\n'], { type: 'text/plain;charset=utf-8' });
}

/** A message with its sources in plain words. */
export function plain(message: Message): string {
  if (message.afzender === 'bezoeker') return message.tekst;
  const sources = sourceLines(message);
  return [toPlainText(message.tekst), ...(sources.length ? ['', ...sources] : [])].join('\n');
}

/** A line for each source. */
export function sourceLines(message: Message): string[] {
  return message.bronnen.map((source) => `${texts.source}: ${sourceText(source)}`);
}

function sourceText(source: Message['bronnen'][number]): string {
  if (source.hoofdstuk === null) return texts.municipality(source.titel);
  return `${source.titel}. ${texts.chapter(source.hoofdstuk, source.pagina)}`;
}
