import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { ApiClient } from './api.js';
import { Deletion } from './deletion.js';
import { ConversationStorage } from './storage.js';
import { accessTo, FakeAssistant, refused, unreachable } from './testing/assistant.js';
import { FakeBrowser, settle } from './testing/browser.js';
import { texts } from './texts.js';

const FIRST = accessTo('gesprek-1');
const SECOND = accessTo('gesprek-2');

let assistant: FakeAssistant;
let storage: ConversationStorage;
let deletion: Deletion;

beforeEach(() => {
  new FakeBrowser();
  assistant = new FakeAssistant();
  for (const { id } of [FIRST, SECOND]) assistant.conversations.set(id, []);
  storage = new ConversationStorage('plek', false);
  deletion = new Deletion(new ApiClient('https://assistent.example'), storage);
});

/** The conversations that are still there, and those that still have to be deleted. */
function left(): [string[], string[]] {
  return [[...assistant.conversations.keys()], storage.kept.leaving.map(({ id }) => id)];
}

describe('a deletion', () => {
  it('is told when it is done', async () => {
    assert.equal(await deletion.remove(FIRST), texts.removed);
    assert.deepEqual(left(), [[SECOND.id], []]);
  });

  it('that the assistant puts off is remembered', async () => {
    assistant.next('remove', refused(503, 'Een deel wordt later gewist.'));
    assert.equal(await deletion.remove(FIRST), 'Een deel wordt later gewist.');
    assert.deepEqual(left(), [[FIRST.id, SECOND.id], [FIRST.id]]);
  });

  it('that failed in another way is not: it was not promised', async () => {
    for (const fate of [refused(503), refused(500, 'Er ging iets mis.'), unreachable]) {
      assistant.next('remove', fate);
      await assert.rejects(deletion.remove(FIRST));
      assert.deepEqual(left(), [[FIRST.id, SECOND.id], []]);
    }
  });
});

describe('what still has to be deleted', () => {
  it('is deleted, and what fails stays for the next time', async () => {
    deletion.owe(FIRST);
    deletion.owe(SECOND);
    assistant.next('remove', unreachable);
    await deletion.finish();
    assert.deepEqual(left(), [[FIRST.id], [FIRST.id]]);
    await deletion.finish();
    assert.deepEqual(left(), [[], []]);
  });

  it('is not asked twice at the same time', async () => {
    deletion.owe(FIRST);
    const held = assistant.hold('remove');
    const finished = deletion.finish();
    await deletion.finish();
    assert.equal(assistant.calls.length, 1);
    held.letGo();
    await finished;
    assert.deepEqual(left(), [[SECOND.id], []]);
  });

  it('keeps what comes in meanwhile', async () => {
    deletion.owe(FIRST);
    const held = assistant.hold('remove');
    const finished = deletion.finish();
    await settle();
    deletion.owe(SECOND);
    held.letGo();
    await finished;
    assert.deepEqual(left(), [[SECOND.id], [SECOND.id]]);
  });
});
