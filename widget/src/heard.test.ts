import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { Message } from './api.js';
import { openDocument } from './testing/document.js';
import { texts } from './texts.js';

openDocument();
const { render } = await import('lit');
const { virtual } = await import('@guidepup/virtual-screen-reader');
const { assistantMessage } = await import('./message.js');

/** What a person reads of a message, by part, in the order of the parts. */
type Parts = Record<string, string[]>;

interface Shown {
  readonly message: Message;
  readonly parts: Parts;
}

/** Each kind of message, with what Slack and Teams show of it: `python -m tests.support.shown_messages` writes it. */
const SHOWN: Record<string, Shown> = JSON.parse(readFileSync('../tests/support/golden/shown_messages.json', 'utf8'));

/** Every phrase that is heard: with ZAKBOEK_NEW_GOLDEN=1 it is written anew. */
const GOLDEN = 'src/testing/heard.json';

/** What the widget does not say beside a message: until when the talk is stored stands in its menu. */
const NOT_IN_WIDGET = 'notes';

const END = `end of article, ${texts.answer}`;
const MOST_PHRASES = 500;
const NINE = new Date(2020, 0, 15, 9, 5).toISOString();

const heard: Record<string, string[]> = {};
for (const [name, shown] of Object.entries(SHOWN)) heard[name] = await listen(shown);
if (process.env['ZAKBOEK_NEW_GOLDEN']) writeFileSync(GOLDEN, `${JSON.stringify(heard, null, 2)}\n`);

describe('what a screen reader says for a message', () => {
  const golden: Record<string, string[]> = JSON.parse(readFileSync(GOLDEN, 'utf8'));

  for (const [name, { parts }] of Object.entries(SHOWN)) {
    it(`is the same as before: ${name}`, () => {
      assert.deepEqual(heard[name], golden[name]);
    });

    it(`has the words, the sources and the order of Slack and Teams: ${name}`, () => {
      const here = Object.entries(partsOf(heard[name] ?? []));
      const there = Object.entries(parts).filter(([part]) => part !== NOT_IN_WIDGET);
      assert.deepEqual(here.map(squeezed), there.map(squeezed));
    });
  }
});

/** All phrases from the beginning of the message to its end. */
async function listen({ message, parts }: Shown): Promise<string[]> {
  const container = document.createElement('main');
  document.body.replaceChildren(container);
  const state = {
    base: 'https://assistent.example',
    next: parts['chosen']?.[0],
    rating: undefined,
    downloadFailed: false,
  };
  const actions = { choose: nothing, download: nothing, rate: nothing };
  render(assistantMessage({ ...message, tijdstip: NINE }, state, actions), container);
  await virtual.start({ container });
  while ((await virtual.lastSpokenPhrase()) !== END) {
    await virtual.next();
    assert.ok((await virtual.itemTextLog()).length < MOST_PHRASES);
  }
  const phrases = await virtual.spokenPhraseLog();
  await virtual.stop();
  return phrases;
}

function nothing(): void {}

/** The part that each heading, group or label begins. */
const BEGINS: Record<string, string> = {
  [texts.source]: 'sources',
  [texts.sources]: 'sources',
  [`group, ${texts.documents}`]: 'documents',
  [`group, ${texts.choices}`]: 'choices',
  [texts.choiceTaken]: 'chosen',
  [texts.choicesOther]: 'others',
  [`group, ${texts.useful}`]: 'rating',
};
const ROLE = /^(end of .*|article, .*|paragraph|strong|emphasis|link, .*|link|list|time|group, .*)$/;
const ITEM = 'listitem, ';

/** What was heard, without the roles, by the part that it belongs to. */
function partsOf(phrases: readonly string[]): Parts {
  const parts: Parts = {};
  const body = phrases.slice(phrases.indexOf('end of paragraph') + 1);
  let part = 'text';
  let isNew = true;
  for (const phrase of body) {
    const begun = BEGINS[phrase];
    if (begun) {
      part = begun;
      isNew = true;
      if (begun === 'rating') parts['rating'] = [texts.useful];
    } else if (phrase.startsWith(ITEM)) {
      isNew = true;
    } else if (phrase !== texts.newTab && !ROLE.test(phrase)) {
      add(parts, part, phrase, isNew || phrase.startsWith('button, '));
      isNew = false;
    }
  }
  return parts;
}

function add(parts: Parts, part: string, phrase: string, isNew: boolean): void {
  const [, label, pressed] = /^button, (.*?)(, (?:not )?pressed)?$/.exec(phrase) ?? [undefined, phrase];
  if (part === 'rating' && pressed === ', pressed') {
    delete parts['rating'];
    parts['rated'] = [label ?? ''];
  }
  if (part === 'rating' && parts['rated']) return;
  const all = parts[part] ?? [];
  parts[part] = all;
  const separator = part === 'sources' ? '. ' : ' ';
  if ((isNew && part !== 'text') || !all.length) all.push(label ?? '');
  else all.push(`${all.pop()}${separator}${label}`);
}

/** Without blanks, which are heard as little as seen. */
function squeezed([part, lines]: [string, string[]]): string {
  return `${part}: ${lines.join('|')}`.replace(/\s/g, '');
}
