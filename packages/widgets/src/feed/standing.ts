import type { FeedState } from '@hearth/schema';
import { msg, str } from '@lit/localize';
import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { FeedContext } from './context.ts';
import { exactly } from './exact-time.ts';
import { linkify } from './linkify.ts';
import { reasonLabel } from './report.ts';
import { renderPieces } from './text.ts';

type Notice = NonNullable<FeedState['notice']>;

/** The server sends no more of what a warning is about. */
const EXCERPT = 120;

/** What the moderators say to this member: a warning until it is sent away, and until when they let them only read. */
export class Standing {
  readonly #feed: LitElement;
  /** The server may not know of it yet when its state comes again. */
  readonly #dismissed = new Set<string>();

  constructor(feed: LitElement) {
    this.#feed = feed;
  }

  async #dismiss(context: FeedContext, contentId: string): Promise<void> {
    const feed = this.#feed;
    this.#dismissed.add(contentId);
    feed.requestUpdate();
    await feed.updateComplete;
    // The button is gone, and the focus must not fall out of the feed; a field would open a phone's keyboard.
    feed.renderRoot.querySelector<HTMLElement>('hearth-feed-post')?.focus({ preventScroll: true });
    const { status } = await context.record('widget.dismissed', { widget: 'feed', contentId });
    // A warning that the member has not sent away for good stands there again; else there may be a next one.
    if (status === 'rejected') this.#dismissed.delete(contentId);
    else context.renew();
    feed.requestUpdate();
  }

  #renderNotice({ id, reason, text, excerpt }: Notice, context: FeedContext): TemplateResult {
    const label = reasonLabel(reason);
    return html`<div part="notice" class="panel stack notice" role="group" aria-labelledby="notice">
      <div>
        <strong id="notice">${msg('From the moderators', { id: 'feed-notice' })}</strong>
        ${label && html`<span class="muted">· ${label}</span>`}
      </div>
      ${text && html`<p dir="auto" class="text">${renderPieces(linkify(text))}</p>`}
      ${
        excerpt &&
        html`<blockquote dir="auto" class="muted text">${excerpt}${excerpt.length < EXCERPT ? nothing : '…'}</blockquote>`
      }
      <div class="row end">
        <button class="small outline" @click=${() => this.#dismiss(context, id)}>
          ${msg('Got it', { id: 'feed-notice-read' })}
        </button>
      </div>
    </div>`;
  }

  #renderPaused(until: string | null, { locale }: FeedContext): TemplateResult {
    const end = until && exactly(until, locale);
    return html`<p part="paused" class="panel" role="status">
      ${
        end
          ? msg(str`The moderators have paused your posting until ${end}. You can still read.`, {
              id: 'feed-paused-until',
            })
          : msg('The moderators have paused your posting. You can still read.', { id: 'feed-paused' })
      }
    </p>`;
  }

  render({ notice, paused }: FeedState, context: FeedContext): TemplateResult {
    return html`${notice && !this.#dismissed.has(notice.id) ? this.#renderNotice(notice, context) : nothing}
    ${paused ? this.#renderPaused(paused.until, context) : nothing}`;
  }
}
