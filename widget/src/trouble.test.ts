import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from './api.js';
import { texts } from './texts.js';
import { troubleOf } from './trouble.js';

describe('what the visitor reads when something goes wrong', () => {
  const cases: readonly [string, ApiError, Parameters<typeof troubleOf>[1], number, readonly string[]][] = [
    [
      'a question without internet',
      new ApiError('offline'),
      'send',
      0,
      [texts.offline, texts.kept, texts.sentWhenOnline],
    ],
    ['a deletion without internet', new ApiError('offline'), 'remove', 0, [texts.offline, texts.notRemoved]],
    ['an opening without network', new ApiError('network'), 'open', 0, [texts.network]],
    ['a question without an answer', new ApiError('timeout'), 'send', 0, [texts.timeout, texts.kept]],
    ['too many questions', new ApiError('problem', 429), 'send', 1, [texts.tooMany, texts.kept, texts.againIn(1)]],
    [
      'the own words of the assistant',
      new ApiError('problem', 503, 'Straks.'),
      'send',
      5,
      ['Straks.', texts.againIn(5)],
    ],
    ['a message that is refused', new ApiError('problem', 400), 'send', 0, [texts.wrong]],
    ['a fault of the assistant', new ApiError('problem', 500), 'send', 0, [texts.wrong, texts.kept]],
    ['a proxy without the assistant', new ApiError('problem', 502), 'read', 0, [texts.busy]],
    ['a proxy that waits for it in vain', new ApiError('problem', 504), 'read', 0, [texts.busy]],
    ['another fault of a proxy', new ApiError('problem', 505), 'read', 0, [texts.wrong]],
    ['a deletion that is refused', new ApiError('problem', 401), 'remove', 0, [texts.wrong, texts.notRemoved]],
  ];
  for (const [name, error, during, seconds, sentences] of cases)
    it(`after ${name}`, () => assert.equal(troubleOf(error, during, seconds).text, sentences.join(' ')));

  it('has a button where trying again may help', () => {
    assert.equal(troubleOf(new ApiError('timeout'), 'send', 0).again, true);
    assert.equal(troubleOf(new ApiError('problem', 400), 'send', 0).again, false);
  });

  it('waits for the internet, but not to delete something unasked', () => {
    assert.equal(troubleOf(new ApiError('offline'), 'read', 0).whenOnline, true);
    assert.equal(troubleOf(new ApiError('offline'), 'remove', 0).whenOnline, false);
    assert.equal(troubleOf(new ApiError('network'), 'send', 0).whenOnline, false);
  });
});
