import type { Remote } from '@hearth/client';
import type { FeedState, WidgetStates } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { HearthElement } from '../internal/hearth-element.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import { readDraft } from './draft.ts';
import { styles } from './feed.styles.ts';
import { FeedList } from './feed-list.ts';
import { LaterPart } from './later-part.ts';
import { extend, nothingHeld } from './pages.ts';
import { placePosts, renderPosts } from './posts.ts';
import { renderRetry } from './retry.ts';
import { renderSkeleton } from './skeleton.ts';

type Ready = Extract<Remote<WidgetStates['feed']>, { status: 'ready' }>;

/** Whether the moderators have something to say to this member. */
const hasWord = ({ notice, paused }: FeedState): boolean => !!(notice || paused);

const MINUTE_MS = 60_000;

/**
 * @summary Posts by the host product's members: read, write, comment, react, report; live and endless.
 * @tag hearth-feed
 * @fires {HearthPostEvent} hearth-post - a member posted, changed a post or deleted one
 * @fires {HearthCommentEvent} hearth-comment - a member commented or deleted a comment
 * @fires {HearthReactEvent} hearth-react - a member reacted or took a reaction back
 * @fires {HearthReportEvent} hearth-report - a member reported a post or a comment
 * @fires {HearthOutcomeEvent} hearth-outcome - the server's word on any of these
 * @csspart base - the widget's outer box
 * @csspart heading - the title
 * @csspart composer - a form to write in: a post, a comment, a change
 * @csspart notice - what a moderator says to this member
 * @csspart paused - until when this member may only read
 * @csspart send - a composer's button
 * @csspart pill - the button that brings new posts
 * @csspart list - the posts
 * @csspart post - one post
 * @csspart author - a post's author
 * @csspart avatar - a member's picture or initials
 * @csspart text - a post's text
 * @csspart menu - a post's options
 * @csspart reaction - one kind of reaction with its count
 * @csspart comments - what is said under a post
 * @csspart comment - one comment
 * @csspart report - the report form
 * @csspart outbox - what was written and has not arrived
 * @cssprop [--hearth-feed-max-height=none] - from this height on, the list scrolls inside the widget
 */
export class HearthFeed extends HearthElement<'feed'> {
  static override styles = [tokens, base, styles];

  protected readonly widget = 'feed';

  /** What was ready last: a reload that fails or takes long leaves it standing. */
  #ready: Ready | undefined;
  #stopLive: (() => void) | undefined;
  #observer: IntersectionObserver | undefined;
  #minute: ReturnType<typeof setInterval> | undefined;

  readonly #list = new FeedList(() => this.requestUpdate());
  readonly #later = new LaterPart(this, this.#list);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new IntersectionObserver((entries) => {
      const near = entries.some(({ isIntersecting }) => isIntersecting);
      if (near && this.#list.paging === 'idle') void this.#list.more();
    });
    this.#minute = setInterval(() => {
      if (!document.hidden)
        for (const post of this.renderRoot.querySelectorAll('hearth-feed-post')) post.requestUpdate();
    }, MINUTE_MS);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#minute);
    this.#observer?.disconnect();
    this.#leave();
  }

  #leave(): void {
    this.#stopLive?.();
    this.#stopLive = undefined;
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('client')) this.#leave();
    if (changed.has('remote') && this.remote.status === 'ready') this.#arrive(this.remote);
  }

  override updated(): void {
    const { client, renderRoot } = this;
    if (!client || !this.#ready?.data || !this.isConnected) return;
    this.recordShown();
    this.#stopLive ??= client.live((event) => this.#later.use((later) => later.hear(event)));
    // Observing anew asks again whether the end is near: a short page may not have moved it away.
    this.#observer?.disconnect();
    const scroller = renderRoot.querySelector('.scroller');
    if (!scroller?.firstElementChild) return;
    placePosts(scroller.firstElementChild, this.#list, this.#later.loaded);
    scroller.classList.toggle('boxed', getComputedStyle(scroller).maxBlockSize !== 'none');
    const sentinel = renderRoot.querySelector('.sentinel');
    if (sentinel) this.#observer?.observe(sentinel);
  }

  protected override handleMemberChange(): void {
    this.#ready = undefined;
    this.#list.reader = undefined;
    this.#list.set({ held: nothingHeld, paging: 'idle' });
    this.#later.waiting = [];
    this.#later.loaded?.clear();
  }

  #arrive(ready: Ready): void {
    const { client } = this;
    const { data, member } = ready;
    const list = this.#list;
    this.#ready = ready;
    if (!data || !client) return;
    const me = data.canPost && member?.verified ? member : undefined;
    // A new reader renders every post again: so there is one only when it is another.
    if (list.client !== client || list.reader?.locale !== client.locale || list.reader.me?.id !== me?.id)
      list.reader = { locale: client.locale, me };
    list.client = client;
    list.memberId = member?.id;
    if (list.held === nothingHeld) list.set({ held: extend(nothingHeld, data) });
    else this.#later.use((later) => later.take(data));
    // A draft is shown at once: it must not look lost. So is what moderators say.
    if (hasWord(data) || (me && readDraft(`${me.id}:post`))) void this.#later.load();
  }

  /** The first sign of interest: by the time a button is pressed, what it needs is there. */
  private handleInterest(): void {
    if (!this.#later.failed) void this.#later.load();
  }

  private handleClick({ target }: Event): void {
    const button = target instanceof Element ? target.closest('button') : null;
    const post = button?.closest('hearth-feed-post');
    if (post && button?.name) this.#later.use((later) => later.press(post, button.name, button.value));
  }

  private handleMoreClick(): void {
    void this.#list.more();
  }

  private handleRetryClick(): void {
    if (this.#later.failed) void this.#later.load();
    if (this.remote.status === 'failed') this.client?.reload('feed');
  }

  #renderWriting(me: boolean, member: Ready['member']): TemplateResult | typeof nothing {
    if (me) {
      const label = msg('Write a post', { id: 'feed-compose' });
      const hint = msg('Share a question, a tip or a win', { id: 'feed-hint' });
      return (
        this.#later.loaded?.renderWriting(label, hint) ??
        html`<div part="composer" class="composer">
          <textarea rows="1" aria-label=${label} placeholder=${hint}></textarea>
        </div>`
      );
    }
    return member?.verified
      ? nothing
      : html`<p class="muted">${msg('Sign in to join in.', { id: 'feed-sign-in' })}</p>`;
  }

  protected override renderLoading(): TemplateResult {
    return renderSkeleton();
  }

  protected override renderReady(data: FeedState, { member }: Ready): TemplateResult {
    const list = this.#list;
    const { failed, loaded } = this.#later;
    return html`<section
      part="base"
      aria-labelledby="title"
      @pointerenter=${this.handleInterest}
      @focusin=${this.handleInterest}
      @click=${this.handleClick}
    >
      <h2 part="heading" id="title">${msg('Community', { id: 'feed-title' })}</h2>
      ${failed || this.remote.status === 'failed' ? renderRetry(this.handleRetryClick) : nothing}
      ${loaded?.renderStanding(data)} ${this.#renderWriting(!!list.reader?.me, member)} ${loaded?.renderOutbox()}
      <div class="pill" role="status">${loaded?.renderPill()}</div>
      ${renderPosts(list, this.handleMoreClick)}
    </section>`;
  }

  override render(): TemplateResult | typeof nothing {
    const ready = this.#ready;
    const { failed, loaded } = this.#later;
    // It comes with the posts, not after them: it would push down what is being read.
    if (ready?.data && hasWord(ready.data) && !loaded && !failed && !this.renderRoot.querySelector('h2'))
      return this.renderLoading();
    // A reload in progress, or one that failed, takes nothing away: least of all what is being typed.
    return this.remote.status !== 'ready' && ready?.data
      ? this.renderReady(ready.data, ready)
      : super.render();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-feed': HearthFeed;
  }
}
