import type {
  Comment,
  CommentPage,
  FeedEvent,
  FeedState,
  Outcome,
  Post,
  PostPage,
  RejectionCode,
} from '@hearth/schema';
import { fixture, html, waitUntil } from '@open-wc/testing';
import { connect } from '../internal/connection.ts';
import { testClient } from '../internal/test-client.ts';
import type { HearthFeed } from './feed.define.ts';

const digits = (number: number) => number.toString(16).padStart(32, '0');
export const postId = (number: number) => `pst_${digits(number)}`;
const person = (number: number) => ({
  id: `mem_${digits(number + 100)}`,
  name: `Member ${number}`,
  avatarUrl: null,
});

export const aPost = (number: number, parts: Partial<Post> = {}): Post => ({
  id: postId(number),
  author: person(number),
  text: `Post ${number}`,
  createdAt: new Date(Date.now() - (number + 2) * 60_000).toISOString(),
  editedAt: null,
  pinned: false,
  mine: false,
  editableUntil: null,
  reactions: [],
  commentCount: 0,
  ...parts,
});

export const aComment = (number: number, parts: Partial<Comment> = {}): Comment => ({
  id: `cmt_${digits(number)}`,
  postId: postId(1),
  author: person(number),
  text: `Comment ${number}`,
  createdAt: new Date(Date.now() - 3_600_000 + number * 1000).toISOString(),
  mine: false,
  ...parts,
});

export const pageOf = (posts: Post[], nextCursor: string | null = null): PostPage => ({
  posts,
  nextCursor,
  hasMore: nextCursor !== null,
});
export const stateOf = (posts: Post[], parts: Partial<FeedState> = {}): FeedState => ({
  ...pageOf(posts),
  canPost: true,
  ...parts,
});

export const accepted = (number: number): Outcome => ({
  id: `int_${digits(number)}`,
  status: 'accepted',
  changed: [],
});
export const rejected = (code: RejectionCode): Outcome => ({
  id: `int_${digits(0)}`,
  status: 'rejected',
  code,
  message: 'In English.',
});

/** A promise and its ends, so that a test decides when the server answers. */
export const later = <T>() => {
  let resolve: (value: T) => void = () => {};
  let reject: (error: Error) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
};

type Answers = {
  page: (input: { cursor?: string }) => Promise<PostPage>;
  comments: (input: { postId: string; cursor?: string }) => Promise<CommentPage>;
  post: (input: { postId: string }) => Promise<Post | null>;
};

/** A page's client whose feed a test plays: what it answers, and what happens live. */
export const feedClient = (options: Parameters<typeof testClient>[0] = {}) => {
  const page = testClient(options);
  const answers: Answers = {
    page: page.client.page,
    comments: page.client.comments,
    post: page.client.post,
  };
  const listeners = new Set<(event: FeedEvent) => void>();
  Object.assign(page.client, {
    page: (input: { cursor?: string }) => answers.page(input),
    comments: (input: { postId: string; cursor?: string }) => answers.comments(input),
    post: (input: { postId: string }) => answers.post(input),
    live: (listener: (event: FeedEvent) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  connect(page.client);
  return Object.assign(page, {
    answers,
    listeners,
    happens(type: FeedEvent['type'], number: number, authorId = 'mem_other') {
      for (const listener of listeners) listener({ type, postId: postId(number), authorId });
    },
    recordedOf: (kind: string) => page.recorded.filter((item) => item.kind === kind),
  });
};

/** What a test does with a feed: find, click, type, by what a member sees. */
export const openFeed = async (options: { armed?: boolean } = {}) => {
  const element = await fixture<HearthFeed>(html`<hearth-feed></hearth-feed>`);
  const root = element.renderRoot;
  const all = <E extends HTMLElement = HTMLElement>(selector: string): E[] =>
    Array.from(root.querySelectorAll<E>(selector));
  const one = <E extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = root): E => {
    const found = within.querySelector<E>(selector);
    if (!found) throw new Error(`There is no ${selector}.`);
    return found;
  };
  const settle = async () => {
    // Parts render after the feed, and their parts after them.
    for (let round = 0; round < 4; round++) {
      await element.updateComplete;
      await Promise.all(
        all('hearth-feed-post').map((post) => 'updateComplete' in post && post.updateComplete),
      );
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  /** The pointer comes near, and what can be done beside reading arrives. */
  const arm = async () => {
    await settle();
    if (all('.composer').length === 0) return;
    one('[part=base]').dispatchEvent(new PointerEvent('pointerenter'));
    await waitUntil(() => all('hearth-feed-composer').length > 0, 'the later part', { timeout: 4000 });
    await settle();
  };
  if (options.armed ?? true) await arm();
  else await settle();
  return {
    element,
    all,
    one,
    settle,
    arm,
    texts: () => all('[part=text]').map((text) => text.textContent),
    post: (number: number) => one(`hearth-feed-post:nth-of-type(${number})`),
    text: () => root.textContent?.replace(/\s+/g, ' ') ?? '',
    button(name: string, within: ParentNode = root) {
      const found = Array.from(within.querySelectorAll('button')).find(
        (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === name,
      );
      if (!found) throw new Error(`There is no button “${name}”.`);
      return found;
    },
    async click(name: string, within?: ParentNode) {
      const button = this.button(name, within);
      button.focus();
      button.click();
      await settle();
    },
    async type(text: string, within: ParentNode = root) {
      const field = one<HTMLTextAreaElement>('textarea', within);
      field.focus();
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await settle();
      return field;
    },
    /** A yes or no: a failed comparison of two elements would print their whole trees. */
    hasFocus: (part: Element) => element.shadowRoot?.activeElement === part,
  };
};
