import type { LitElement } from 'lit';

const SPACE = 12;

/** Where the visitor is: what has the focus, and which part of the conversation is in view. */
export class Attention {
  #followed: HTMLElement | null = null;

  constructor(private readonly host: LitElement) {}

  /** Put the focus on the part of the widget that `selector` names, once that is drawn. */
  focusOn(selector: string): void {
    this.#afterUpdate(() => this.#find(selector)?.focus());
  }

  /** Put the focus where the answer will come, so that it can go on to the answer. */
  follow(selector: string): void {
    this.#afterUpdate(() => {
      this.#followed = this.#find(selector);
      this.#followed?.focus({ preventScroll: true });
    });
  }

  /** The last `count` messages are new: read them from the question on, for a long answer begins at its beginning. */
  turnTo(count: number): void {
    this.#afterUpdate(() => {
      const articles = [...this.host.renderRoot.querySelectorAll<HTMLElement>('article')];
      const answer = articles[articles.length - count];
      if (this.#followed && this.host.shadowRoot?.activeElement === this.#followed)
        answer?.focus({ preventScroll: true });
      this.#followed = null;
      const question = articles[articles.length - count - 1];
      if (question) this.#scrollBy(this.#above(question));
      else this.#box?.scrollTo(0, 0);
    });
  }

  /** Show the end of the conversation. */
  showEnd(): void {
    this.#afterUpdate(() => this.#scrollBy(this.#box?.scrollHeight ?? 0));
  }

  /** What has appeared below an answer comes into view, if it was not. */
  reveal(selector: string): void {
    this.#afterUpdate(() => {
      const [box, element] = [this.#box, this.#find(selector)];
      if (!box || !element) return;
      const below = element.getBoundingClientRect().bottom + SPACE - box.getBoundingClientRect().bottom;
      this.#scrollBy(Math.max(below, 0));
    });
  }

  #above(element: Element): number {
    const box = this.#box;
    return box ? element.getBoundingClientRect().top - box.getBoundingClientRect().top - SPACE : 0;
  }

  #scrollBy(pixels: number): void {
    const box = this.#box;
    if (box) box.scrollTop += pixels;
  }

  /** What scrolls: the conversation, or on a low screen the whole panel. */
  get #box(): HTMLElement | null {
    const log = this.#find('.log');
    return log && getComputedStyle(log).overflowY === 'auto' ? log : this.#find('.panel');
  }

  #find(selector: string): HTMLElement | null {
    return this.host.renderRoot.querySelector(selector);
  }

  #afterUpdate(act: () => void): void {
    void this.host.updateComplete.then(act);
  }
}
