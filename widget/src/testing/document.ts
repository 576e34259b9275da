import { Window } from 'happy-dom';

const NAMES = [
  'document',
  'CSSStyleSheet',
  'Element',
  'HTMLElement',
  'Node',
  'NodeFilter',
  'MutationObserver',
] as const;

/** Give this process a document for lit and a screen reader; what uses it has to be imported afterwards. */
export function openDocument(): void {
  const page = new Window({ url: 'https://www.gemeente.example/' });
  for (const name of NAMES) put(name, page[name]);
  put('window', page);
  put('getComputedStyle', page.getComputedStyle.bind(page));
}

function put(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
