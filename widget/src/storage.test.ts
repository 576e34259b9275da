import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ConversationStorage } from './storage.js';
import { accessTo } from './testing/assistant.js';
import { FakeBrowser } from './testing/browser.js';

const ACCESS = accessTo('gesprek-1');
const OTHER = accessTo('gesprek-2');

let browser: FakeBrowser;
let place: string;
let places = 0;

beforeEach(() => {
  browser = new FakeBrowser();
  place = `plek ${++places}`;
});

function keep(part: Parameters<ConversationStorage['keep']>[0]): void {
  const storage = new ConversationStorage(place, true);
  storage.keep(part);
  storage.leave();
}

describe('storage', () => {
  it('gives back after a reload what was kept, one thing beside the other', () => {
    keep({ access: ACCESS });
    keep({ draft: 'half getypt' });
    const { kept } = new ConversationStorage(place, true);
    assert.deepEqual(kept, { access: ACCESS, pending: null, draft: 'half getypt', open: false, leaving: [] });
  });

  it('keeps two places apart', () => {
    keep({ access: ACCESS });
    assert.equal(new ConversationStorage(`${place} elders`, true).kept.access, null);
  });

  it('keeps nothing of a second chat at the same place', () => {
    const first = new ConversationStorage(place, true);
    first.keep({ access: ACCESS });
    const second = new ConversationStorage(place, true);
    assert.equal(second.kept.access, null);
    second.keep({ access: OTHER });
    assert.equal(second.kept.access, OTHER);
    first.leave();
    assert.deepEqual(new ConversationStorage(place, true).kept.access, ACCESS);
  });

  it('keeps nothing any more once it was left', () => {
    const left = new ConversationStorage(place, true);
    left.leave();
    left.keep({ access: ACCESS });
    assert.equal(browser.stored.size, 0);
  });

  it('takes nothing from a place where nothing is wanted but what has to be deleted', () => {
    keep({ access: ACCESS, leaving: [OTHER], draft: 'half getypt' });
    const storage = new ConversationStorage(place, false);
    assert.equal(browser.stored.size, 0);
    assert.deepEqual(storage.kept.leaving, [OTHER, ACCESS]);
    assert.equal(storage.kept.access, null);
    assert.equal(storage.kept.draft, '');
    storage.keep({ draft: 'iets anders' });
    assert.equal(storage.kept.draft, 'iets anders');
    assert.equal(browser.stored.size, 0);
  });

  it('still deletes what was to be deleted when there was no conversation any more', () => {
    keep({ leaving: [OTHER] });
    assert.deepEqual(new ConversationStorage(place, false).kept.leaving, [OTHER]);
  });

  it('works in memory in a browser that refuses to store', () => {
    browser.refusesStorage = true;
    const storage = new ConversationStorage(place, true);
    storage.keep({ access: ACCESS });
    assert.equal(storage.kept.access, ACCESS);
    assert.equal(new ConversationStorage(`${place} geen`, false).kept.access, null);
  });

  it('begins anew when what is there cannot be read', () => {
    browser.stored.set(place, '{half');
    assert.equal(new ConversationStorage(place, true).kept.access, null);
  });
});
