import type { ReactiveControllerHost } from 'lit';
import { texts } from './texts.js';

const NOTICED = 1_000;
const LONG = 8_000;

/** Has read aloud what is being waited for, and tells when that takes longer than usual. */
export class Waiting {
  takesLong = false;
  #what = '';
  #timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly say: (text: string) => void,
  ) {}

  /** What is being waited for from now on; empty for nothing. */
  now(what: string): void {
    if (what === this.#what) return;
    this.#what = what;
    this.takesLong = false;
    this.#timers.forEach(clearTimeout);
    if (!what) return;
    this.#timers = [setTimeout(() => this.say(what), NOTICED), setTimeout(() => this.#isLong(), LONG)];
  }

  #isLong(): void {
    this.takesLong = true;
    this.say(texts.waitingLong);
    this.host.requestUpdate();
  }
}
