import type { LitElement } from 'lit';
import type { FeedList } from './feed-list.ts';
import type { Later } from './later.ts';

/** The part of the feed that reading does not need: fetched once, at the first sign of interest or of life. */
export class LaterPart {
  static fetch() {
    return import('./later.ts');
  }

  /** It could not be fetched: a deployment in between, or no connection. */
  failed = false;
  /** Undefined until it is here. */
  loaded: Later | undefined;
  /** What happened meanwhile: it is late, not lost, even if the first try fails. */
  waiting: ((later: Later) => void)[] = [];

  #busy = false;
  readonly #feed: LitElement;
  readonly #list: FeedList;

  constructor(feed: LitElement, list: FeedList) {
    this.#feed = feed;
    this.#list = list;
  }

  /** Does something with the part, which may have to come first. The feed says so if it does not. */
  use(act: (later: Later) => void): void {
    if (this.loaded) act(this.loaded);
    else {
      this.waiting.push(act);
      void this.load();
    }
  }

  async load(): Promise<void> {
    if (this.#busy || this.loaded) return;
    this.#busy = true;
    // Undefined: the member gets a retry, and reading goes on.
    const part = await LaterPart.fetch().catch(() => undefined);
    this.#busy = false;
    this.failed = !part;
    this.loaded = part?.attach(this.#feed, this.#list);
    if (this.loaded) for (const act of this.waiting.splice(0)) act(this.loaded);
    this.#feed.requestUpdate();
  }
}
