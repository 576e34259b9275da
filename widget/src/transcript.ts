import type { Message } from './api.js';
import { toPlainText } from './markdown.js';
import { texts } from './texts.js';
import { dayInWords, inWords } from './time.js';

/** The conversation as a text file. */
export function transcript(title: string, messages: readonly Message[], lastDay: string): Blob {
  const parts = messages.map((message) => {
    const from = message.afzender === 'bezoeker' ? texts.visitor : texts.assistant;
    return `${from}, ${inWords(new Date(message.tijdstip))}\n${plain(message)}`;
  });
  if (lastDay) parts.push(texts.lastDay(dayInWords(lastDay)));
  return new Blob([[title, ...parts].join('\n\n'), '\n'], { type: 'text/plain;charset=utf-8' });
}

/** A message with its sources, its documents by their names, and its choices, in plain words. */
export function plain(message: Message): string {
  if (message.afzender === 'bezoeker') return message.tekst;
  const more = [...sourceLines(message), ...message.documenten.map(documentLine), ...choiceLines(message)];
  return [toPlainText(message.tekst), ...(more.length ? ['', ...more] : [])].join('\n');
}

/** A line for each source. */
export function sourceLines(message: Message): string[] {
  return message.bronnen.map((source) => `${texts.source}: ${sourceText(source)}`);
}

function documentLine({ titel, type }: Message['documenten'][number]): string {
  return type === 'application/pdf' ? texts.savedPdf(titel) : texts.savedWord(titel);
}

function choiceLines({ keuzes }: Message): string[] {
  return keuzes.length ? [texts.choicesPast, ...keuzes.map(({ label }) => `- ${label}`)] : [];
}

function sourceText(source: Message['bronnen'][number]): string {
  if (source.hoofdstuk === null) return texts.municipality(source.titel);
  return `${source.titel}. ${texts.chapter(source.hoofdstuk, source.pagina)}`;
}
