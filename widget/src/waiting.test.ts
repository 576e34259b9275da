import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import type { ReactiveControllerHost } from 'lit';
import { FakeBrowser } from './testing/browser.js';
import { texts } from './texts.js';
import { Waiting } from './waiting.js';

let browser: FakeBrowser;
let said: string[];
let waiting: Waiting;

beforeEach(() => {
  browser = new FakeBrowser();
  said = [];
  const host = { requestUpdate: () => said.push('(drawn)') } as Partial<ReactiveControllerHost>;
  waiting = new Waiting(host as ReactiveControllerHost, (text) => said.push(text));
});

describe('a visitor who waits', () => {
  it('hears nothing when it is soon over', async () => {
    waiting.now('We zoeken');
    await browser.pass(0.9);
    waiting.now('');
    await browser.pass(60);
    assert.deepEqual(said, []);
  });

  it('hears what is being done, once, and that it takes long', async () => {
    waiting.now('We zoeken');
    await browser.pass(1);
    waiting.now('We zoeken');
    await browser.pass(6.9);
    assert.deepEqual(said, ['We zoeken']);
    assert.equal(waiting.takesLong, false);
    await browser.pass(0.1);
    assert.deepEqual(said, ['We zoeken', texts.waitingLong, '(drawn)']);
    assert.equal(waiting.takesLong, true);
    waiting.now('');
    assert.equal(waiting.takesLong, false);
  });
});
