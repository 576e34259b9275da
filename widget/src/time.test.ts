import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { texts } from './texts.js';
import { dayInWords, inWords } from './time.js';

const NOW = new Date(2026, 2, 1, 0, 10);

describe('a day in words', () => {
  it('has its year, and is the same day wherever the visitor is', () => {
    assert.equal(dayInWords('2026-12-24'), '24 december 2026');
  });
});

describe('a moment in words', () => {
  it('is of today, of yesterday, or of an earlier day', () => {
    assert.equal(inWords(new Date(2026, 2, 1, 0, 5), NOW), texts.today('0.05'));
    assert.equal(inWords(new Date(2026, 1, 28, 23, 59), NOW), texts.yesterday('23.59'));
    assert.equal(inWords(new Date(2026, 1, 27, 13, 0), NOW), texts.earlier('vrijdag 27 februari', '13.00'));
  });

  it('of the same day and hour a month ago is an earlier day', () => {
    assert.equal(inWords(new Date(2026, 1, 1, 0, 10), NOW), texts.earlier('zondag 1 februari', '0.10'));
  });
});
