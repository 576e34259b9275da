/** Makes `src/texts.generated.ts` of the texts that the chat shares with the page, which editors write. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';

const SOURCE = 'data/live/teksten/chat.yml';
const TARGET = new URL('src/texts.generated.ts', import.meta.url);
const HEAD = `// Made of ${SOURCE} by \`npm run texts\`; a change here is lost.

type Values<Names extends string> = Readonly<Record<Names, string | number>>;

`;

/** The texts as a module that exports each by its key, in the order of the keys. */
function toModule(texts) {
  const inOrder = Object.keys(texts).sort();
  return HEAD + inOrder.map((key) => `export const ${key} = ${toExpression(key, texts[key]?.tekst)};\n`).join('');
}

/** A string, or with {placeholders} a function of their values. */
function toExpression(key, text) {
  if (!/^[a-z][a-z0-9_]*$/.test(key)) throw new Error(`'${key}': gebruik kleine letters, cijfers en _`);
  if (typeof text !== 'string') throw new Error(`'${key}': hier ontbreekt 'tekst'`);
  const parts = text.trim().split(/\{(\w+)\}/);
  const names = [...new Set(parts.filter((_, index) => index % 2))];
  const words = parts.map((part, index) => (index % 2 ? `\${${part}}` : literal(key, part))).join('');
  if (!names.length) return `\`${words}\``;
  return `({ ${names.join(', ')} }: Values<${names.map((name) => `'${name}'`).join(' | ')}>) => \`${words}\``;
}

/** Words beside placeholders, as they stand in a template literal. */
function literal(key, words) {
  if (/[{}]/.test(words)) throw new Error(`'${key}': een accolade klopt niet`);
  return words.replace(/[\\`$]/g, '\\$&');
}

try {
  writeFileSync(TARGET, toModule(parse(readFileSync(new URL(`../${SOURCE}`, import.meta.url), 'utf8'))));
} catch (error) {
  console.error(`${SOURCE}: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
