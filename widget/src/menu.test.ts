import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { privacyPage } from './menu.js';

describe('the page that says what is kept', () => {
  it('is at the assistant, wherever the chat stands', () => {
    assert.equal(privacyPage('https://assistent.example', ''), 'https://assistent.example/privacy');
  });

  it('is about the municipality that the site names, by any of its names', () => {
    assert.equal(
      privacyPage('https://assistent.example', 'Den Haag'),
      'https://assistent.example/privacy?gemeente=Den%20Haag',
    );
  });
});
