import type { Outcome } from '@hearth/schema';
import { msg } from '@lit/localize';
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { renderAvatar } from './author.ts';
import type { FeedContext } from './context.ts';
import { linkify } from './linkify.ts';
import { refusal } from './refusal.ts';
import { renderPieces } from './text.ts';

interface Item {
  /** Who wrote it, and by what it is sent. */
  readonly context: FeedContext;
  readonly text: string;
  /** Why it was refused; undefined while it is on its way. */
  problem: string | undefined;
}

/** What was written and is not there yet: shown at once, and kept with its text if it fails. */
export class Outbox implements ReactiveController {
  #items: readonly Item[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #attempt: (context: FeedContext, text: string) => Promise<Outcome>;
  readonly #arrived: (context: FeedContext, digits: string, text: string) => void;
  readonly #update = () => this.#host.requestUpdate();

  /** `arrived` gets the digits that the new id shares with its interaction. */
  constructor(
    host: ReactiveControllerHost,
    attempt: (context: FeedContext, text: string) => Promise<Outcome>,
    arrived: (context: FeedContext, digits: string, text: string) => void,
  ) {
    this.#host = host;
    this.#attempt = attempt;
    this.#arrived = arrived;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('online', this.#update);
    window.addEventListener('offline', this.#update);
  }

  hostDisconnected(): void {
    window.removeEventListener('online', this.#update);
    window.removeEventListener('offline', this.#update);
  }

  send(context: FeedContext, text: string): void {
    const item: Item = { context, text, problem: undefined };
    this.#items = [item, ...this.#items];
    void this.#try(item);
  }

  /** Somebody else is using the page now. */
  clear(): void {
    this.#items = [];
    this.#update();
  }

  async #try(item: Item): Promise<void> {
    item.problem = undefined;
    this.#update();
    const outcome = await this.#attempt(item.context, item.text);
    if (!this.#items.includes(item)) return;
    item.problem = refusal(outcome);
    if (!item.problem) {
      this.#discard(item);
      this.#arrived(item.context, outcome.id.slice(outcome.id.indexOf('_') + 1), item.text);
    }
    this.#update();
  }

  #discard(item: Item): void {
    this.#items = this.#items.filter((other) => other !== item);
    this.#update();
  }

  #renderAuthor({ context: { me } }: Item): TemplateResult | undefined {
    return me && html`<div class="row">${renderAvatar(me)}<strong dir="auto">${me.name}</strong></div>`;
  }

  #renderState(item: Item): TemplateResult {
    if (!item.problem) {
      return html`<p class="muted">
        ${
          navigator.onLine
            ? msg('Sending…', { id: 'feed-sending' })
            : msg('Waiting for a connection…', { id: 'feed-offline' })
        }
      </p>`;
    }
    return html`<div class="row">
      <span class="error grow" role="alert">${item.problem}</span>
      <button class="small" @click=${() => this.#discard(item)}>${msg('Discard', { id: 'feed-discard' })}</button>
      <button class="small outline" @click=${() => this.#try(item)}>${msg('Try again', { id: 'retry' })}</button>
    </div>`;
  }

  /** Also for who may not write any more: what they had written is still theirs to copy. */
  render(): TemplateResult | typeof nothing {
    if (this.#items.length === 0) return nothing;
    return html`<ul part="outbox" class="outbox">
      ${this.#items.map(
        (item) => html`<li>
          ${this.#renderAuthor(item)}
          <p dir="auto" class="text">${renderPieces(linkify(item.text))}</p>
          ${this.#renderState(item)}
        </li>`,
      )}
    </ul>`;
  }
}
