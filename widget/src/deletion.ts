import { type Access, type ApiClient, ApiError } from './api.js';
import type { ConversationStorage } from './storage.js';
import { texts } from './texts.js';

/** Deletes conversations on the server; what could not be deleted at once is remembered until it is. */
export class Deletion {
  #finishing = false;

  constructor(
    private readonly api: ApiClient,
    private readonly storage: ConversationStorage,
  ) {}

  /** Delete one; what to say: that it is gone, or the server's words when a part needs more time. */
  async remove(access: Access): Promise<string> {
    try {
      await this.api.remove(access);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 503 || !error.detail) throw error;
      this.owe(access);
      return error.detail;
    }
    return texts.removed;
  }

  /** Remember that this one still has to be deleted. */
  owe(access: Access): void {
    this.storage.keep({ leaving: [...this.storage.kept.leaving, access] });
  }

  /** Try again what is still to be deleted; what fails is tried the next time. */
  async finish(): Promise<void> {
    if (this.#finishing) return;
    this.#finishing = true;
    try {
      await this.#tryAll();
    } finally {
      this.#finishing = false;
    }
  }

  async #tryAll(): Promise<void> {
    for (const access of this.storage.kept.leaving) {
      try {
        await this.api.remove(access);
      } catch (error) {
        if (error instanceof ApiError) continue;
        throw error;
      }
      this.storage.keep({ leaving: this.storage.kept.leaving.filter(({ id }) => id !== access.id) });
    }
  }
}
