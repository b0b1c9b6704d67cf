import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { sentenceFor } from './backend.ts';

/**
 * Something asked of the backend. The last answer stays while the next is under way (`loading`), so that a
 * view can dim it and does not jump; an answer that was overtaken by a newer question is dropped.
 */
export class Load<T> implements ReactiveController {
  value: T | null = null;
  /** A sentence for the reader; empty: all is well. */
  problem = '';
  loading = false;

  readonly #host: ReactiveControllerHost;
  #ask: (() => Promise<T>) | undefined;
  #turn = 0;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  hostDisconnected(): void {
    this.#turn += 1;
  }

  async ask(ask: () => Promise<T>): Promise<void> {
    this.#ask = ask;
    this.#turn += 1;
    const turn = this.#turn;
    this.loading = true;
    this.#host.requestUpdate();
    try {
      const value = await ask();
      if (turn !== this.#turn) return;
      this.value = value;
      this.problem = '';
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = sentenceFor(error);
    }
    this.loading = false;
    this.#host.requestUpdate();
  }

  /** Asks the last question again. */
  retry = (): void => {
    if (this.#ask) void this.ask(this.#ask);
  };
}
