import { texts } from './texts.js';

/** A day as the server writes it, with its year: 24 december 2026. */
export function dayInWords(day: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('nl-NL', options);
}

/** The moment of a message in words, as one would say it `now`. */
export function inWords(moment: Date, now: Date = new Date()): string {
  const time = `${moment.getHours()}.${String(moment.getMinutes()).padStart(2, '0')}`;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (moment.toDateString() === now.toDateString()) return texts.today(time);
  if (moment.toDateString() === yesterday.toDateString()) return texts.yesterday(time);
  const day = moment.toLocaleDateString('nl-NL', { weekday: 'long', day: 'numeric', month: 'long' });
  return texts.earlier(day, time);
}
