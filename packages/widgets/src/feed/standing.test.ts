import type { FeedState } from '@hearth/schema';
import { expect, waitUntil } from '@open-wc/testing';
import './feed.define.ts';
import { LaterPart } from './later-part.ts';
import { accepted, aPost, feedClient, openFeed, postId, rejected, stateOf } from './testing.ts';

const notice = {
  id: 'act_00000000000000000000000000000001',
  reason: 'spam',
  text: 'Please keep shops out of here: https://rules.example',
  excerpt: 'Look at my shop',
};
const until = '2026-11-29T12:00:00.000Z';
const posts = [aPost(1, { commentCount: 2 }), aPost(2, { mine: true })];
const warned = stateOf(posts, { notice });
const banned = (end: string | null = until, parts: Partial<FeedState> = {}) =>
  stateOf(posts, { canPost: false, paused: { until: end }, ...parts });

describe('what moderators say in the feed', () => {
  let client: ReturnType<typeof feedClient>;
  beforeEach(() => {
    sessionStorage.clear();
    client = feedClient();
  });
  const { fetch } = LaterPart;
  afterEach(() => {
    LaterPart.fetch = fetch;
  });
  const open = async (state: FeedState) => {
    client.ready('feed', state);
    const feed = await openFeed({ armed: false });
    await waitUntil(() => feed.all('[part=notice], [part=paused]').length > 0, 'what they say');
    await feed.settle();
    return feed;
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is accessible, ${colorScheme}`, async () => {
      document.documentElement.style.colorScheme = colorScheme;
      document.body.style.background = colorScheme === 'dark' ? '#000' : '#fff';
      const feed = await open(banned(until, { notice }));
      await expect(feed.element).to.be.accessible();
      document.documentElement.style.colorScheme = '';
      document.body.style.background = '';
    });
  }

  it('stands above the composer, with why, in their words, and what it is about', async () => {
    const feed = await open(warned);
    const box = feed.one('[part=notice]');
    expect(box.textContent?.replace(/\s+/g, ' ').trim()).to.equal(
      'From the moderators · Spam or advertising Please keep shops out of here: https://rules.example Look at my shop Got it',
    );
    expect(feed.one<HTMLAnchorElement>('a', box).rel).to.contain('nofollow');
    expect(box.compareDocumentPosition(feed.one('hearth-feed-composer'))).to.equal(
      Node.DOCUMENT_POSITION_FOLLOWING,
    );
    expect(client.recordedOf('widget.dismissed')).to.deep.equal([]);
  });

  it('says no reason that says nothing, and only what there is', async () => {
    const feed = await open(stateOf(posts, { notice: { ...notice, reason: 'other', excerpt: null } }));
    expect(feed.text()).not.to.contain('Something else');
    expect(feed.all('blockquote')).to.deep.equal([]);
  });

  it('comes with the posts: nothing is pushed down by it', async () => {
    const fetched: (() => void)[] = [];
    LaterPart.fetch = async () => {
      await new Promise<void>((resolve) => fetched.push(resolve));
      return fetch();
    };
    client.ready('feed', warned);
    const feed = await openFeed({ armed: false });
    expect(feed.all('[aria-busy=true] .skeleton').length).to.be.greaterThan(0);
    expect(feed.texts()).to.deep.equal([]);
    for (const resolve of fetched) resolve();
    await waitUntil(() => feed.all('[part=notice]').length > 0, 'the notice');
    expect(feed.texts()).to.deep.equal(['Post 1', 'Post 2']);
  });

  it('keeps nobody from reading when its part does not load', async () => {
    LaterPart.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    client.ready('feed', warned);
    const feed = await openFeed({ armed: false });
    expect(feed.texts()).to.deep.equal(['Post 1', 'Post 2']);
    LaterPart.fetch = fetch;
    await feed.click('Try again');
    await waitUntil(() => feed.all('[part=notice]').length > 0, 'the notice');
  });

  it('is sent away once, with the focus kept, and the next one is asked for', async () => {
    const feed = await open(warned);
    await feed.click('Got it');
    expect(client.recordedOf('widget.dismissed').map(({ payload }) => payload)).to.deep.equal([
      { widget: 'feed', contentId: notice.id },
    ]);
    expect(feed.all('[part=notice]')).to.deep.equal([]);
    expect(feed.hasFocus(feed.post(1))).to.equal(true);
    expect(client.reloaded).to.deep.equal(['feed']);
    // A state from before the server knew brings it back to nobody's eyes; the next one is another.
    client.ready('feed', warned);
    await feed.settle();
    expect(feed.all('[part=notice]')).to.deep.equal([]);
    client.ready('feed', stateOf(posts, { notice: { ...notice, id: 'act_2', text: 'And this.' } }));
    await feed.settle();
    expect(feed.one('[part=notice]').textContent).to.contain('And this.');
  });

  it('stands there again when sending it away was refused', async () => {
    const feed = await open(warned);
    client.answerWith(() => Promise.resolve(rejected('handler_failed')));
    await feed.click('Got it');
    expect(feed.one('[part=notice]').textContent).to.contain('Please keep shops out');
  });

  it('takes the place of every field while a member may only read, with the end in their language', async () => {
    client = feedClient({ locale: 'de' });
    const feed = await open(banned());
    const end = new Intl.DateTimeFormat('de', { dateStyle: 'long', timeStyle: 'short' });
    expect(feed.one('[part=paused]').textContent?.trim()).to.equal(
      `Die Moderation hat dich bis ${end.format(new Date(until))} gesperrt. Lesen kannst du weiterhin.`,
    );
    expect(feed.all('textarea, .menu, .add')).to.deep.equal([]);
    expect(feed.texts()).to.deep.equal(['Post 1', 'Post 2']);
  });

  it('names no end where there is none', async () => {
    const feed = await open(banned(null));
    expect(feed.one('[part=paused]').textContent?.trim()).to.equal(
      'The moderators have paused your posting. You can still read.',
    );
  });

  it('is asked for when a post is refused, whose text stays; and gone when they lift it', async () => {
    client.ready('feed', stateOf(posts));
    const feed = await openFeed();
    client.answerWith(() => Promise.resolve(rejected('not_allowed')));
    await feed.type('One more thing');
    await feed.click('Post');
    expect(client.reloaded).to.deep.equal(['feed']);
    client.ready('feed', banned());
    await feed.settle();
    expect(feed.one('[part=paused]').textContent).to.contain('paused your posting until');
    expect(feed.one('[part=outbox]').textContent).to.contain('One more thing');
    client.ready('feed', stateOf(posts));
    await feed.settle();
    expect(feed.all('[part=paused]')).to.deep.equal([]);
    client.answerWith(() => Promise.resolve(accepted(9)));
    await feed.click('Try again');
    expect(feed.texts()[0]).to.equal('One more thing');
  });

  it('is not for the next member at this page', async () => {
    const feed = await open(warned);
    client.emit('member', { verified: true });
    client.ready('feed', stateOf(posts));
    await feed.settle();
    expect(feed.all('[part=notice]')).to.deep.equal([]);
  });

  it('that a post of the member’s own was restored is seen where it stood, without a reload', async () => {
    client.ready('feed', stateOf([aPost(1), aPost(2), aPost(3)].filter((_, index) => index !== 1)));
    const feed = await openFeed();
    const mine = aPost(2, { mine: true, author: { id: 'mem_1', name: 'Ada', avatarUrl: null } });
    client.answers.post = ({ postId: asked }) => Promise.resolve(asked === postId(2) ? mine : null);
    client.happens('post.created', 2, 'mem_1');
    await feed.settle();
    expect(feed.texts()).to.deep.equal(['Post 1', 'Post 2', 'Post 3']);
    expect(feed.all('[part=pill]')).to.deep.equal([]);
  });
});
