import type { Remote } from '@hearth/client';
import type { FeedState, WidgetStates } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { HearthPostEvent } from '../events/hearth-post.ts';
import { HearthElement } from '../internal/hearth-element.ts';
import { base } from '../styles/base.ts';
import { tokens } from '../styles/tokens.ts';
import type { FeedContext } from './context.ts';
import { readDraft } from './draft.ts';
import { styles } from './feed.styles.ts';
import { feedContext } from './feed-context.ts';
import { FeedList } from './feed-list.ts';
import { type Later, LaterPart } from './later-part.ts';
import { limits } from './limits.ts';
import type { Outbox } from './outbox.ts';
import { renderPill } from './pill.ts';
import { renderPosts } from './posts.ts';
import { renderRetry } from './retry.ts';
import { renderSkeleton } from './skeleton.ts';

type Ready = Extract<Remote<WidgetStates['feed']>, { status: 'ready' }>;

/** How long an own post may be changed: until the server's word arrives, and then that counts. */
const EDITABLE_MS = 5 * 60_000;
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

  @query('.sentinel') private sentinel!: HTMLElement | null;
  @query('.scroller') private scroller!: HTMLElement | null;

  /** What was ready last: a reload that fails or takes long leaves it standing. */
  #ready: Ready | undefined;
  #context: FeedContext | undefined;
  #stopLive: (() => void) | undefined;
  #observer: IntersectionObserver | undefined;
  #minute: ReturnType<typeof setInterval> | undefined;

  readonly #list = new FeedList(this);
  readonly #later = new LaterPart(
    (later) => this.#arm(later),
    () => this.requestUpdate(),
  );
  /** There once the later part is: from then on the composer is a real one. */
  #outbox: Outbox | undefined;
  /** What was typed while it loaded. */
  #typed = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer = new IntersectionObserver((entries) => {
      const near = entries.some(({ isIntersecting }) => isIntersecting);
      if (near && this.#list.paging === 'idle') void this.#list.more();
    });
    this.#minute = setInterval(() => this.#tick(), MINUTE_MS);
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

  #tick(): void {
    if (document.hidden) return;
    for (const post of this.renderRoot.querySelectorAll('hearth-feed-post')) post.tick();
    for (const open of this.renderRoot.querySelectorAll('hearth-feed-comments')) open.requestUpdate();
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('client')) this.#leave();
    if (changed.has('remote') && this.remote.status === 'ready') this.#arrive(this.remote);
  }

  override updated(): void {
    const { client, sentinel, scroller } = this;
    if (!client || !this.#ready?.data || !this.isConnected) return;
    this.recordShown();
    this.#stopLive ??= client.live((event) => this.#list.hear(event));
    const height = getComputedStyle(this).getPropertyValue('--hearth-feed-max-height').trim();
    scroller?.classList.toggle('boxed', height !== '' && height !== 'none');
    // Observing anew asks again whether the end is near: a short page may not have moved it away.
    this.#observer?.disconnect();
    if (sentinel) this.#observer?.observe(sentinel);
  }

  protected override handleMemberChange(): void {
    this.#ready = undefined;
    this.#context = undefined;
    this.#list.clear();
    this.#typed = '';
    this.#outbox?.clear();
  }

  #arrive(ready: Ready): void {
    const { client } = this;
    const { data, member } = ready;
    this.#ready = ready;
    if (!data || !client) return;
    const me =
      data.canPost && member?.verified
        ? { id: member.id, name: member.name ?? msg('You', { id: 'feed-you' }), avatarUrl: null }
        : undefined;
    // A new context renders every post again: so it is new only when the reader is.
    if (
      this.#list.client !== client ||
      this.#context?.locale !== client.locale ||
      this.#context.me?.id !== me?.id
    )
      this.#context = feedContext({ feed: this, client, me, list: this.#list, later: this.#later });
    this.#list.client = client;
    this.#list.memberId = member?.id;
    this.#list.take(data);
    // A draft is shown at once: it must not look lost.
    if (me && readDraft(`${me.id}:post`)) void this.#later.load();
  }

  /** Whoever has begun to write in the plain field goes on in the real one. */
  async #arm({ Outbox, styles: later }: Later): Promise<void> {
    if (later.styleSheet) this.shadowRoot?.adoptedStyleSheets.push(later.styleSheet);
    const field = this.renderRoot.querySelector<HTMLTextAreaElement>('.composer textarea');
    const focused = field !== null && this.shadowRoot?.activeElement === field;
    this.#typed = field?.value ?? '';
    if (this.#typed) this.#context?.start();
    this.#outbox = new Outbox(
      this,
      (context, text) => context.record('post.created', { text }),
      (context, digits, text) => this.#add(context, `pst_${digits}`, text),
    );
    this.requestUpdate();
    await this.updateComplete;
    const composer = this.renderRoot.querySelector('hearth-feed-composer');
    await composer?.updateComplete;
    if (focused) composer?.querySelector('textarea')?.focus();
  }

  #add({ me }: FeedContext, id: string, text: string): void {
    if (!me) return;
    const now = Date.now();
    this.#list.add({
      id,
      author: me,
      text,
      createdAt: new Date(now).toISOString(),
      editedAt: null,
      pinned: false,
      mine: true,
      editableUntil: new Date(now + EDITABLE_MS).toISOString(),
      reactions: [],
      commentCount: 0,
    });
  }

  private handleSend(event: CustomEvent<string>): void {
    if (!this.#context) return;
    this.#typed = '';
    this.dispatchEvent(new HearthPostEvent('created'));
    this.#outbox?.send(this.#context, event.detail);
  }

  private async handlePillClick(): Promise<void> {
    if (!(await this.#list.catchUp())) return;
    await this.updateComplete;
    if (this.scroller?.classList.contains('boxed')) this.scroller.scrollTop = 0;
    else this.scrollIntoView();
    this.renderRoot.querySelector('hearth-feed-post')?.focus({ preventScroll: true });
  }

  private handleMoreClick(): void {
    void this.#list.more();
  }

  /** The first sign of interest: by the time a button is pressed, what it needs is there. */
  private handleInterest(): void {
    if (!this.#later.failed) void this.#later.load();
  }

  private handleKeydown(event: KeyboardEvent): void {
    // Here by now: the focus cannot be inside before it came inside.
    this.#later.loaded?.handleFeedKeydown(event);
  }

  private handleLaterClick(): void {
    void this.#later.load();
  }

  private handleReloadClick(): void {
    this.client?.reload('feed');
  }

  #renderWriting(context: FeedContext, member: Ready['member']): TemplateResult | typeof nothing {
    const { me } = context;
    const label = msg('Write a post', { id: 'feed-compose' });
    const hint = msg('Share a question, a tip or a win', { id: 'feed-hint' });
    if (me && !this.#outbox) {
      return html`<div part="composer" class="composer">
        <textarea rows="1" aria-label=${label} placeholder=${hint}></textarea>
      </div>`;
    }
    if (me) {
      return html`<hearth-feed-composer
          .context=${context}
          .label=${label}
          .hint=${hint}
          .action=${msg('Post', { id: 'feed-post' })}
          .limit=${limits.post}
          .text=${this.#typed}
          .draft=${`${me.id}:post`}
          @send=${this.handleSend}
        ></hearth-feed-composer>
        ${this.#outbox?.render(context)}`;
    }
    return member?.verified
      ? nothing
      : html`<p class="muted">${msg('Sign in to join in.', { id: 'feed-sign-in' })}</p>`;
  }

  protected override renderLoading(): TemplateResult {
    return renderSkeleton();
  }

  protected override renderReady(_data: FeedState, { member }: Ready): TemplateResult | typeof nothing {
    const context = this.#context;
    if (!context) return nothing;
    return html`<section
      part="base"
      aria-labelledby="title"
      @pointerenter=${this.handleInterest}
      @focusin=${this.handleInterest}
    >
      <h2 part="heading" id="title">${msg('Community', { id: 'feed-title' })}</h2>
      ${this.remote.status === 'failed' ? renderRetry(this.handleReloadClick) : nothing}
      ${this.#later.failed ? renderRetry(this.handleLaterClick) : nothing}
      ${this.#renderWriting(context, member)}
      ${renderPill(this.#list, context.locale, this.handlePillClick)}
      ${renderPosts(this.#list, context, this.handleMoreClick, this.handleKeydown)}
    </section>`;
  }

  override render(): TemplateResult | typeof nothing {
    const ready = this.#ready;
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
