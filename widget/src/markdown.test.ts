import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TemplateResult } from 'lit';
import { toPieces, toPlainText, toTemplate } from './markdown.js';
import { texts } from './texts.js';

/** A template as the HTML that it is written in, with its values in place. What is text in it stays in {braces}. */
function htmlOf(template: unknown): string {
  if (Array.isArray(template)) return template.map(htmlOf).join('');
  if (typeof template !== 'object' || template === null) return `{${template}}`;
  const { strings, values } = template as TemplateResult;
  const parts = strings.map((part, index) => part + (index < values.length ? htmlOf(values[index]) : ''));
  return parts.join('').replace(/\s+/g, ' ').replaceAll(' dir="auto"', '');
}

function shown(markdown: string): string {
  return htmlOf(toTemplate(markdown));
}

describe('an answer on the screen', () => {
  it('has paragraphs, with what stands on the next line in the same one', () => {
    assert.equal(shown('Een\ntwee\n\n\ndrie'), '<p>{Een twee}</p><p>{drie}</p>');
  });

  it('has bold and italic words, also in each other', () => {
    assert.equal(shown('a **b *c* d** e'), '<p>{a }<strong>{b }<em>{c}</em>{ d}</strong>{ e}</p>');
    assert.equal(shown('2 * 3 * 4 en a ** b'), '<p>{2 * 3 * 4 en a ** b}</p>');
  });

  it('breaks a line where the text says so', () => {
    assert.equal(shown('een  \ntwee\\\ndrie'), '<p>{een}<br />{twee}<br />{drie}</p>');
  });

  it('has lists, with and without numbers', () => {
    assert.equal(shown('- a\n- b'), '<ul><li>{a}</li><li>{b}</li></ul>');
    assert.equal(shown('3. a\n4. b'), '<ol start={3}><li>{a}</li><li>{b}</li></ol>');
    assert.equal(shown('- a\n1. b'), '<ul><li>{a}</li></ul><ol start={1}><li>{b}</li></ol>');
  });

  it('keeps a list together over empty lines and lines that go on', () => {
    assert.equal(shown('- a\n  verder\n\n- b'), '<ul><li>{a verder}</li><li>{b}</li></ul>');
    assert.equal(shown('Kies:\n- a\nEn dan'), '<p>{Kies:}</p><ul><li>{a}</li></ul><p>{En dan}</p>');
  });

  it('opens pages beside the conversation, and telephone and e-mail in place', () => {
    const page = '<p><a href={https://voorbeeld.example/a?b=1} target="_blank" rel="noopener noreferrer" >{gids}';
    assert.ok(shown('[gids](https://voorbeeld.example/a?b=1)').startsWith(page));
    assert.ok(shown('[gids](https://voorbeeld.example)').includes(`<span class="unseen"> {${texts.newTab}}</span>`));
    assert.equal(shown('[bel](tel:+31201234567)'), '<p><a href={tel:+31201234567}>{bel}</a></p>');
    assert.equal(shown('[mail](mailto:a@b.example)'), '<p><a href={mailto:a@b.example}>{mail}</a></p>');
  });

  it('makes no link of an address that is not safe', () => {
    for (const address of [
      'javascript:alert`1`',
      'http://voorbeeld.example',
      'data:text/html,x',
      '//a.example',
      'xhttps://a.example',
    ])
      assert.equal(shown(`[klik](${address})`), '<p>{klik}</p>', address);
  });

  it('has words in another language say so', () => {
    assert.equal(
      shown('**[Ask *us*](taal:en)** nu'),
      '<p><strong><span lang={en}>{Ask }<em>{us}</em></span></strong>{ nu}</p>',
    );
    for (const mark of ['taal:', 'taal:engels', 'taal:EN', 'taal:e"'])
      assert.equal(shown(`[Ask](${mark})`), '<p>{Ask}</p>', mark);
  });

  it('leaves HTML and what is escaped as text', () => {
    assert.equal(shown('<img src=x onerror=alert(1)>'), '<p>{<img src=x onerror=alert(1)>}</p>');
    assert.equal(shown('\\*niet schuin\\* \\[en\\]'), '<p>{*}{niet schuin}{*}{ }{[}{en}{]}</p>');
  });
});

describe('an answer as plain text', () => {
  it('is without marks, and with its lists', () => {
    assert.equal(toPlainText('a **b** *c*\nd\n\n- e\n- f\n\n2. g\n3. h'), 'a b c d\n\n- e\n- f\n\n2. g\n3. h');
  });

  it('has the addresses of pages, once', () => {
    assert.equal(toPlainText('[gids](https://a.example)'), 'gids (https://a.example)');
    assert.equal(toPlainText('[https://a.example](https://a.example)'), 'https://a.example');
    assert.equal(toPlainText('[bel](tel:112) [x](javascript:y)'), 'bel x');
  });

  it('has words in another language as words, apart for who reads them aloud', () => {
    const marked = 'Kies (“[choose *your* battles](taal:en)”)\n\n- [un](taal:fr)\n- twee';
    assert.equal(toPlainText(marked), 'Kies (“choose your battles”)\n\n- un\n- twee');
    assert.deepEqual(
      toPieces(marked).filter((piece) => typeof piece !== 'string'),
      [
        { text: 'choose your battles', lang: 'en' },
        { text: 'un', lang: 'fr' },
      ],
    );
  });

  it('breaks lines where the text says so', () => {
    assert.equal(toPlainText('een  \ntwee'), 'een\ntwee');
  });
});
