import { expect, waitUntil } from '@open-wc/testing';
import './feed.define.ts';
import { LaterPart } from './later-part.ts';
import { aPost, feedClient, openFeed, stateOf } from './testing.ts';

const thumbs = [{ emoji: '👍' as const, count: 3, mine: true }];
const three = stateOf([aPost(1, { commentCount: 2 }), aPost(2), aPost(3)]);

describe('the later part of the feed', () => {
  let client: ReturnType<typeof feedClient>;
  beforeEach(() => {
    sessionStorage.clear();
    client = feedClient();
  });
  const { fetch } = LaterPart;
  afterEach(() => {
    LaterPart.fetch = fetch;
  });

  it('moves nothing when it comes', async () => {
    client.ready(
      'feed',
      stateOf([
        aPost(1, { text: 'line\n'.repeat(30), reactions: thumbs }),
        aPost(2, { mine: true, editedAt: new Date().toISOString() }),
        aPost(3, { commentCount: 3, reactions: thumbs }),
      ]),
    );
    const feed = await openFeed({ armed: false });
    const places = () =>
      feed
        .all('h2, textarea, hearth-feed-post, header, [part=author], [part=text], [part=reaction], footer')
        .map((part) => part.getBoundingClientRect())
        .map(({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' '));
    // A post that the browser has not drawn yet is only as tall as the guess that its style makes.
    const drawn = () =>
      waitUntil(
        () => feed.all('footer').every((part) => part.checkVisibility({ contentVisibilityAuto: true })),
        'every post is drawn',
      );
    feed.element.style.inlineSize = '320px';
    await drawn();
    const before = places();
    await feed.arm();
    await drawn();
    expect(feed.all('.add').length).to.equal(3);
    expect(places()).to.deep.equal(before);
  });

  it('that did not load says so, and what was asked for happens when it is tried again', async () => {
    LaterPart.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    client.ready('feed', three);
    const feed = await openFeed({ armed: false });
    feed.one<HTMLTextAreaElement>('textarea').value = 'Typed';
    await feed.click('2 comments');
    expect(feed.one('[role=alert]').textContent).to.contain('This did not load.');
    expect(feed.texts().length).to.equal(3);
    LaterPart.fetch = fetch;
    await feed.click('Try again');
    await waitUntil(() => feed.all('hearth-feed-comments').length > 0, 'the comments');
    await feed.settle();
    expect(feed.all('[role=alert]')).to.deep.equal([]);
    expect(feed.one<HTMLTextAreaElement>('hearth-feed-composer textarea').value).to.equal('Typed');
  });

  it('comes with the first live event, which is neither lost nor doubled', async () => {
    client.ready('feed', three);
    const feed = await openFeed({ armed: false });
    expect(feed.all('hearth-feed-composer')).to.deep.equal([]);
    for (const number of [11, 12, 11]) client.happens('post.created', number);
    client.happens('post.deleted', 3);
    await waitUntil(() => feed.all('[part=pill]').length > 0, 'the pill');
    expect(feed.button('2 new posts').textContent?.trim()).to.equal('2 new posts');
    await feed.settle();
    expect(feed.texts()).to.deep.equal(['Post 1', 'Post 2']);
  });

  it('comes when the state is renewed: what is being read stays, what is new waits', async () => {
    client.ready('feed', three);
    const feed = await openFeed({ armed: false });
    client.ready('feed', stateOf([aPost(9), ...three.posts]));
    await waitUntil(() => feed.all('[part=pill]').length > 0, 'the pill');
    expect(feed.texts().length).to.equal(3);
    expect(feed.button('1 new post').isConnected).to.equal(true);
  });

  it('names reactions for an anonymous member, and still has nothing to press', async () => {
    client.ready('feed', { ...stateOf([aPost(1, { reactions: thumbs })]), canPost: false }, false);
    const feed = await openFeed({ armed: false });
    feed.one('[part=base]').dispatchEvent(new PointerEvent('pointerenter'));
    await waitUntil(() => feed.all('[aria-label="Thumbs up, 3"]').length === 1, 'the names');
    expect(feed.all('textarea, .menu, [aria-pressed], .add')).to.deep.equal([]);
  });

  it('gives the whole instant to who comes near a time', async () => {
    client.ready('feed', three);
    const feed = await openFeed();
    feed.post(1).focus();
    expect(feed.one('time', feed.post(1)).title).to.contain(String(new Date().getFullYear()));
  });
});
