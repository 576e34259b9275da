import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Message } from './api.js';
import { together } from './markdown.js';
import { aloud } from './spoken.js';
import { message } from './testing/assistant.js';
import { texts } from './texts.js';
import { plain, transcript } from './transcript.js';

const CHAPTER = { id: 'rol/inkoper', titel: 'De inkoper', hoofdstuk: 'Rollen', pagina: 12 };
const MUNICIPALITY = { id: 'gemeente', titel: 'Zwolle', hoofdstuk: null, pagina: null };
const ANSWER: Message = { ...message('assistent', 'Een **inkoper** koopt in.'), bronnen: [CHAPTER, MUNICIPALITY] };
const CHOICE = { label: 'Meer lezen', keuze: 'k1' };
const PLAN = { id: 'd1', titel: 'Plan', type: 'application/pdf', url: '/d1' };
const PROFILE = { ...PLAN, titel: 'Profiel', type: 'application/msword' };
const AT_NINE = new Date(2020, 0, 15, 9, 5).toISOString();

describe('a saved conversation', () => {
  it('says who said what and when, with the sources', async () => {
    const question = { ...message('bezoeker', '**Wat** doet een inkoper?'), tijdstip: AT_NINE };
    const file = transcript('De titel', [question, { ...ANSWER, tijdstip: AT_NINE }], '2026-12-24');
    const moment = texts.earlier('woensdag 15 januari', '9.05');
    const parts = [
      'De titel',
      `${texts.visitor}, ${moment}\n**Wat** doet een inkoper?`,
      `${texts.assistant}, ${moment}\nEen inkoper koopt in.`,
      `${texts.source}: De inkoper. ${texts.chapter('Rollen', 12)}\n${texts.source}: ${texts.municipality('Zwolle')}`,
      `${texts.lastDay('24 december 2026')}\n`,
    ];
    assert.equal(await file.text(), parts.join('\n\n'));
    assert.equal(file.type, 'text/plain;charset=utf-8');
  });

  it('names the choices there were and the documents that were made', () => {
    const answer = { ...ANSWER, bronnen: [], documenten: [PLAN, PROFILE], keuzes: [CHOICE] };
    const lines = [texts.savedPdf('Plan'), texts.savedWord('Profiel'), texts.choicesPast, '- Meer lezen'];
    assert.equal(plain(answer), ['Een inkoper koopt in.', '', ...lines].join('\n'));
  });

  it('has no room for sources where there are none', () => {
    assert.equal(plain({ ...ANSWER, bronnen: [] }), 'Een inkoper koopt in.');
  });
});

describe('an answer that is read aloud', () => {
  it('is read with the number of choices', () => {
    const answer = { ...ANSWER, bronnen: [], keuzes: [CHOICE, CHOICE] };
    assert.equal(together(aloud(answer)), `${texts.assistant}: Een inkoper koopt in. ${texts.choiceCount(2)}`);
    assert.equal(together(aloud({ ...ANSWER, bronnen: [] })), `${texts.assistant}: Een inkoper koopt in.`);
  });

  it('is only begun when there is a document to read at leisure', () => {
    const answer = { ...message('assistent', 'Hier is je plan.\n\nHoofdstuk 1'), documenten: [PLAN] };
    assert.equal(together(aloud(answer)), `${texts.assistant}: Hier is je plan. ${texts.documentCount(1)}`);
  });

  it('is read in the language of its words', () => {
    const answer = message('assistent', '[You asked in English.](taal:en)\n\nEen inkoper koopt in.');
    assert.deepEqual(aloud(answer), [
      `${texts.assistant}: `,
      { text: 'You asked in English.', lang: 'en' },
      '\n\n',
      'Een inkoper koopt in.',
    ]);
  });
});
