import type { LitElement, ReactiveController } from 'lit';

const SPACE = 12;
/** Pixels within which a place is the same: browsers round, and wheels go in larger steps. */
const SLACK = 8;

/** Where the visitor is: what has the focus, and which part of the conversation is in view. */
export class Attention implements ReactiveController {
  #followed: HTMLElement | null = null;
  #focused: Element | null = null;
  #article: Element | null = null;
  /** How far the conversation was scrolled for the visitor. */
  #placed = 0;

  constructor(private readonly host: LitElement) {
    host.addController(this);
  }

  hostUpdate(): void {
    this.#focused = this.host.shadowRoot?.activeElement ?? null;
    this.#article = this.#focused?.closest('article') ?? null;
  }

  /** What had the focus may be gone by now; then the focus stays near it, and does not fall to the page's top. */
  hostUpdated(): void {
    const lost = this.#focused;
    if (!lost || (lost.isConnected && lost.getClientRects().length)) return;
    const rating = this.#article?.querySelector<HTMLElement>('[aria-pressed="true"]');
    const near = lost.closest('.menu') ? '.menu-button' : lost.closest('.trouble') ? '.log' : '.field';
    (rating?.isConnected ? rating : this.#find(near))?.focus();
  }

  /** Whether the panel lies over this part of the page; over the page as a whole when it fills most of the window. */
  isCovered(part: Element | null): boolean {
    const panel = this.#find('.panel')?.getBoundingClientRect();
    if (!panel || !part) return false;
    if (part === document.body) return panel.width > innerWidth / 2;
    const { left, right, top, bottom } = part.getBoundingClientRect();
    return left < panel.right && right > panel.left && top < panel.bottom && bottom > panel.top;
  }

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

  /**
   * The last `count` messages are new: read them from the question on, for a long answer begins at its beginning.
   * Who has scrolled up to read something else is left there.
   */
  turnTo(count: number): void {
    const stays = this.#isElsewhere;
    this.#afterUpdate(() => {
      const articles = [...this.host.renderRoot.querySelectorAll<HTMLElement>('article')];
      const answer = articles[articles.length - count];
      const focused = this.host.shadowRoot?.activeElement;
      const outOfSight = focused?.matches('.field') && this.#box === this.#find('.panel');
      if (focused && (focused === this.#followed || outOfSight)) answer?.focus({ preventScroll: true });
      this.#followed = null;
      if (stays) return;
      const question = articles[articles.length - count - 1];
      this.#scrollBy(question ? this.#above(question) : -(this.#box?.scrollHeight ?? 0));
    });
  }

  /** Show the end of the conversation. */
  goToEnd(): void {
    this.#placed = 0;
    this.#afterUpdate(() => this.#scrollBy(this.#box?.scrollHeight ?? 0));
  }

  /** Show what has come at the end, unless the visitor has scrolled up to read something else. */
  followEnd(): void {
    if (!this.#isElsewhere) this.goToEnd();
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

  /** Whether the visitor has scrolled up from where the conversation was put. */
  get #isElsewhere(): boolean {
    const box = this.#box;
    if (!box) return false;
    const atEnd = box.scrollHeight - box.clientHeight - box.scrollTop <= SLACK;
    return !atEnd && box.scrollTop < this.#placed - SLACK;
  }

  #scrollBy(pixels: number): void {
    const box = this.#box;
    if (!box) return;
    box.scrollTop += pixels;
    this.#placed = box.scrollTop;
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
