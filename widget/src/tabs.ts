/** What one tab tells the others about a conversation. */
export type TabNews = 'changed' | 'gone';

/** Tabs of one site that hold the same conversation, as a duplicated tab does. */
export class Tabs {
  #channel = 'BroadcastChannel' in window ? new BroadcastChannel('zakboek-chat') : null;

  /** `hear` gets the news of other tabs. */
  constructor(hear: (id: string, news: TabNews) => void) {
    this.#channel?.addEventListener('message', ({ data }: MessageEvent<{ id: string; news: TabNews }>) =>
      hear(data.id, data.news),
    );
  }

  /** Tell the other tabs. */
  tell(id: string, news: TabNews): void {
    this.#channel?.postMessage({ id, news });
  }

  /** Hear and tell no more. */
  close(): void {
    this.#channel?.close();
    this.#channel = null;
  }
}
