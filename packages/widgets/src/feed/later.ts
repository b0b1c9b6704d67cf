import type { FeedEvent, FeedState, PostPage } from '@hearth/schema';
import { msg } from '@lit/localize';
import { html, type LitElement, type TemplateResult } from 'lit';
import { HearthPostEvent } from '../events/hearth-post.ts';
import { define } from '../internal/define.ts';
import { FeedComments } from './comments.ts';
import { FeedComposer } from './composer.ts';
import type { Audience, FeedContext } from './context.ts';
import { exactly } from './exact-time.ts';
import { feedContext } from './feed-context.ts';
import type { FeedList } from './feed-list.ts';
import { handleFeedKeydown } from './keyboard.ts';
import { styles } from './later.styles.ts';
import { limits } from './limits.ts';
import { Outbox } from './outbox.ts';
import { renderPill } from './pill.ts';
import type { FeedPost } from './post.ts';
import { PostTools } from './post-tools.ts';
import { FeedReport } from './report.ts';
import { Standing } from './standing.ts';
import { Updates } from './updates.ts';

/** How long an own post may be changed: until the server's word arrives, and then that counts. */
const EDITABLE_MS = 5 * 60_000;

/** Everything but reading, for one feed: a page that only shows it never downloads this. */
export class Later {
  readonly #feed: LitElement;
  readonly #list: FeedList;
  readonly #updates: Updates;
  readonly #outbox: Outbox;
  readonly #standing: Standing;
  #context: { readonly reader: Audience; readonly value: FeedContext } | undefined;
  /** What was typed into the plain field before this arrived. */
  #typed = '';

  constructor(feed: LitElement, list: FeedList) {
    this.#feed = feed;
    this.#list = list;
    this.#updates = new Updates(list);
    this.#standing = new Standing(feed);
    this.#outbox = new Outbox(
      feed,
      (context, text) => context.record('post.created', { text }),
      (context, digits, text) => this.#add(context, `pst_${digits}`, text),
    );
    const { shadowRoot } = feed;
    if (!shadowRoot) return;
    if (styles.styleSheet) shadowRoot.adoptedStyleSheets.push(styles.styleSheet);
    shadowRoot.addEventListener('keydown', handleFeedKeydown);
    shadowRoot.addEventListener('pointerover', this.#handleApproach);
    shadowRoot.addEventListener('focusin', this.#handleApproach);
    void this.#takeOver(shadowRoot);
  }

  /** Whoever has begun to write in the plain field goes on in the real one. */
  async #takeOver(root: ShadowRoot): Promise<void> {
    const field = root.querySelector<HTMLTextAreaElement>('.composer textarea');
    const focused = field !== null && root.activeElement === field;
    this.#typed = field?.value ?? '';
    if (this.#typed) this.context?.start();
    this.#feed.requestUpdate();
    await this.#feed.updateComplete;
    const composer = root.querySelector('hearth-feed-composer');
    await composer?.updateComplete;
    if (focused) composer?.querySelector('textarea')?.focus();
  }

  /** For whoever reads now; undefined between two members. */
  get context(): FeedContext | undefined {
    const { client, reader } = this.#list;
    if (!client || !reader) return undefined;
    if (this.#context?.reader !== reader)
      this.#context = { reader, value: feedContext(this.#feed, client, reader, this.#updates) };
    return this.#context.value;
  }

  /** Somebody else is using the page now. */
  clear(): void {
    this.#typed = '';
    this.#outbox.clear();
    this.#updates.clear();
  }

  take(page: PostPage): void {
    this.#updates.take(page);
  }

  hear(event: FeedEvent): void {
    this.#updates.hear(event);
  }

  /** What the reader can do with this post. */
  equip(post: FeedPost): PostTools | undefined {
    const { context } = this;
    if (!context) return post.tools;
    const tools = post.tools ?? new PostTools(post, context);
    tools.context = context;
    return tools;
  }

  /** A post's button was pressed; `value` is the emoji of a reaction's. */
  press(post: FeedPost, button: string, value: string): void {
    post.tools ??= this.equip(post);
    post.tools?.press(button, value);
  }

  #add({ me }: FeedContext, id: string, text: string): void {
    if (!me) return;
    const now = Date.now();
    this.#updates.add({
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

  readonly #handleSend = (event: CustomEvent<string>): void => {
    const { context } = this;
    if (!context) return;
    this.#typed = '';
    context.tell(new HearthPostEvent('created'));
    this.#outbox.send(context, event.detail);
  };

  readonly #handlePillClick = async (): Promise<void> => {
    if (!(await this.#updates.catchUp())) return;
    await this.#feed.updateComplete;
    const root = this.#feed.renderRoot;
    const scroller = root.querySelector('.boxed');
    if (scroller) scroller.scrollTop = 0;
    else this.#feed.scrollIntoView();
    root.querySelector('hearth-feed-post')?.focus({ preventScroll: true });
  };

  /** The whole instant, for who asks for it. */
  readonly #handleApproach = ({ target }: Event): void => {
    const { reader } = this.#list;
    if (!reader || !(target instanceof Element)) return;
    for (const time of target.closest('hearth-feed-post')?.querySelectorAll('time') ?? [])
      time.title = exactly(time.dateTime, reader.locale);
  };

  renderWriting(label: string, hint: string): TemplateResult | undefined {
    const { context } = this;
    return (
      context?.me &&
      html`<hearth-feed-composer
          .context=${context}
          .label=${label}
          .hint=${hint}
          .action=${msg('Post', { id: 'feed-post' })}
          .limit=${limits.post}
          .text=${this.#typed}
          .draft=${`${context.me.id}:post`}
          @send=${this.#handleSend}
        ></hearth-feed-composer>`
    );
  }

  /** What moderators say to this member, above what they may write; and below that what has not arrived. */
  renderStanding(state: FeedState): TemplateResult | undefined {
    const { context } = this;
    return context && this.#standing.render(state, context);
  }

  renderOutbox() {
    return this.#outbox.render();
  }

  renderPill(): TemplateResult | undefined {
    const { fresh, catching } = this.#updates;
    if (fresh.size === 0 || !this.#list.reader) return undefined;
    return renderPill(fresh.size, catching, this.#list.reader.locale, this.#handlePillClick);
  }
}

/** Registered here, not on import: a bundler that is told of no side effects would leave the elements out. */
export const attach = (feed: LitElement, list: FeedList): Later => {
  define('hearth-feed-composer', FeedComposer);
  define('hearth-feed-report', FeedReport);
  define('hearth-feed-comments', FeedComments);
  return new Later(feed, list);
};
