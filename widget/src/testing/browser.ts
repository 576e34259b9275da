import { type Clock, install } from '@sinonjs/fake-timers';

/** What the widget needs of a browser, for tests that have none. Its clock stands still until a test moves it on. */
export class FakeBrowser {
  readonly stored = new Map<string, string>();
  /** Whether the visitor's settings refuse that pages store anything. */
  refusesStorage = false;
  #page = new EventTarget();
  #online = true;
  readonly #clock: Clock;

  constructor() {
    clock?.uninstall();
    clock = this.#clock = install({ toFake: ['setTimeout', 'clearTimeout'] });
    const { stored } = this;
    const page = this.#page;
    FakeChannel.closeAll();
    put('window', globalThis);
    put('BroadcastChannel', FakeChannel);
    put('addEventListener', page.addEventListener.bind(page));
    put('removeEventListener', page.removeEventListener.bind(page));
    put('navigator', Object.defineProperty({}, 'onLine', { get: () => this.#online }));
    const allowed = () => {
      if (this.refusesStorage) throw new DOMException('The operation is insecure.', 'SecurityError');
      return stored;
    };
    put('sessionStorage', {
      getItem: (key: string) => allowed().get(key) ?? null,
      setItem: (key: string, value: string) => allowed().set(key, value),
      removeItem: (key: string) => allowed().delete(key),
    });
  }

  /** The internet goes away, or comes back. */
  set online(online: boolean) {
    this.#online = online;
    this.#page.dispatchEvent(new Event(online ? 'online' : 'offline'));
  }

  /** How many things wait for the clock. */
  get waits(): number {
    return this.#clock.countTimers();
  }

  /** Let `seconds` go by, and all that they bring about happen. */
  async pass(seconds: number): Promise<void> {
    this.#clock.tick(seconds * 1000);
    await settle();
  }
}

let clock: Clock | undefined;

/** Have everything happen that waits for neither the clock nor the server. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((done) => setImmediate(done));
}

/** Between tabs, but at once. */
class FakeChannel extends EventTarget {
  static readonly #open = new Set<FakeChannel>();

  constructor(readonly name: string) {
    super();
    FakeChannel.#open.add(this);
  }

  static closeAll(): void {
    FakeChannel.#open.clear();
  }

  postMessage(data: unknown): void {
    for (const other of FakeChannel.#open)
      if (other !== this && other.name === this.name)
        other.dispatchEvent(new MessageEvent('message', { data: structuredClone(data) }));
  }

  close(): void {
    FakeChannel.#open.delete(this);
  }
}

function put(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
