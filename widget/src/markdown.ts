import { html, type TemplateResult } from 'lit';
import { texts } from './texts.js';

/*
 * The subset of Markdown that answers are written in: paragraphs, lists, bold, italic, links to https, telephone
 * numbers and e-mail addresses, words in another language, line breaks. Everything else is text. It becomes DOM by templates, never by innerHTML.
 */

type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong'; readonly content: readonly Inline[] }
  | { readonly kind: 'em'; readonly content: readonly Inline[] }
  | { readonly kind: 'foreign'; readonly lang: string; readonly content: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Inline[] };

type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: readonly (readonly Inline[])[] };

/** Plain text, or with the language that it is in when that is not Dutch. */
export type Piece = string | { readonly text: string; readonly lang: string };

const ITEM = /^\s{0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const INLINE =
  /\\([\\`*_{}[\]()#+\-.!<>"'&:;,/?=@~|$%^])|\*\*(?=\S)(.*?\S)\*\*|\*(?=[^\s*])((?:[^*\\]|\\.)*?[^\s*])\*|\[((?:[^\]\\]|\\.)+)\]\(([^()\s]+)\)|(?: {2,}|\\)\n/s;

const SAFE = /^(https:\/\/|tel:|mailto:)/;
const LANGUAGE = /^taal:([a-z]{2})$/;

function isPage(href: string): boolean {
  return href.startsWith('https://');
}

/** An answer's Markdown as content of a template. */
export function toTemplate(markdown: string): TemplateResult[] {
  return blocks(markdown).map((block) => {
    if (block.kind === 'paragraph') return html`<p dir="auto">${inlineTemplate(block.content)}</p>`;
    const items = block.items.map((item) => html`<li dir="auto">${inlineTemplate(item)}</li>`);
    return block.start === null ? html`<ul>${items}</ul>` : html`<ol start=${block.start}>${items}</ol>`;
  });
}

/** The same as plain text, to be saved. */
export function toPlainText(markdown: string): string {
  return together(toPieces(markdown)).trim();
}

/** The same as plain text, to be read aloud; each paragraph and list ends in a piece of two line ends. */
export function toPieces(markdown: string): Piece[] {
  return blocks(markdown).flatMap((block) => {
    if (block.kind === 'paragraph') return [...inlinePieces(block.content), '\n\n'];
    const mark = (index: number) => (block.start === null ? '-' : `${block.start + index}.`);
    const item = (content: readonly Inline[], index: number) => [
      `${index ? '\n' : ''}${mark(index)} `,
      ...inlinePieces(content),
    ];
    return [...block.items.flatMap(item), '\n\n'];
  });
}

/** The words of all, whatever their language. */
export function together(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

function blocks(markdown: string): Block[] {
  const found: Block[] = [];
  let paragraph: string[] = [];
  let items: string[] = [];
  let start: number | null = null;
  const close = () => {
    if (paragraph.length) found.push({ kind: 'paragraph', content: inlines(paragraph.join('\n')) });
    if (items.length) found.push({ kind: 'list', start, items: items.map(inlines) });
    paragraph = [];
    items = [];
  };
  for (const line of markdown.split('\n')) {
    const item = ITEM.exec(line);
    if (item) {
      const number = item[1] === undefined ? null : Number(item[1]);
      if (!items.length || (number === null) !== (start === null)) {
        close();
        start = number;
      }
      items.push(item[2] ?? '');
    } else if (!line.trim()) {
      if (paragraph.length) close();
    } else if (items.length && /^\s/.test(line)) {
      items.push(`${items.pop()}\n${line.trim()}`);
    } else {
      if (items.length) close();
      paragraph.push(line.trimStart());
    }
  }
  close();
  return found;
}

function inlines(text: string): Inline[] {
  const found: Inline[] = [];
  let rest = text;
  for (let match = INLINE.exec(rest); match; match = INLINE.exec(rest)) {
    if (match.index) found.push({ kind: 'text', text: rest.slice(0, match.index) });
    found.push(inline(match));
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest) found.push({ kind: 'text', text: rest });
  return found;
}

function inline([, escaped, strong, em, label, href]: RegExpExecArray): Inline {
  if (escaped !== undefined) return { kind: 'text', text: escaped };
  if (strong !== undefined) return { kind: 'strong', content: inlines(strong) };
  if (em !== undefined) return { kind: 'em', content: inlines(em) };
  if (label === undefined || href === undefined) return { kind: 'break' };
  const lang = LANGUAGE.exec(href)?.[1];
  if (lang) return { kind: 'foreign', lang, content: inlines(label) };
  return { kind: 'link', href: SAFE.test(href) ? href : '', content: inlines(label) };
}

function inlineTemplate(content: readonly Inline[]): (TemplateResult | string)[] {
  return content.map((part) => {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'break') return html`<br />`;
    const inner = inlineTemplate(part.content);
    if (part.kind === 'strong') return html`<strong>${inner}</strong>`;
    if (part.kind === 'em') return html`<em>${inner}</em>`;
    if (part.kind === 'foreign') return html`<span lang=${part.lang}>${inner}</span>`;
    if (!part.href) return html`${inner}`;
    return isPage(part.href) ? outsideLink(part.href, inner) : html`<a href=${part.href}>${inner}</a>`;
  });
}

/** A link that leaves the conversation where it is. */
export function outsideLink(href: string, content: unknown): TemplateResult {
  return html`<a href=${href} target="_blank" rel="noopener noreferrer"
    >${content}<span class="unseen"> ${texts.newTab}</span></a
  >`;
}

function inlinePieces(content: readonly Inline[]): Piece[] {
  return content.flatMap((part): Piece[] => {
    if (part.kind === 'text') return [part.text.replace(/\n/g, ' ')];
    if (part.kind === 'break') return ['\n'];
    const inner = inlinePieces(part.content);
    if (part.kind === 'foreign') return [{ text: together(inner), lang: part.lang }];
    const isTold = part.kind !== 'link' || !isPage(part.href) || part.href === together(inner);
    return isTold ? inner : [...inner, ` (${part.href})`];
  });
}
