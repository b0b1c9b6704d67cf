import { aTimeout, expect } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import type { HearthPostEvent } from '../events/hearth-post.ts';
import './feed.define.ts';
import type { Outcome, PostPage } from '@hearth/schema';
import {
  accepted,
  aPost,
  feedClient,
  later,
  openFeed,
  pageOf,
  postId,
  rejected,
  stateOf,
} from './testing.ts';

const three = stateOf([
  aPost(1, {
    pinned: true,
    reactions: [{ emoji: '👍', count: 3, mine: true }],
    commentCount: 2,
    text: 'See https://a.example',
  }),
  aPost(2, { mine: true, editableUntil: new Date(Date.now() + 60_000).toISOString() }),
  aPost(3),
]);

const withControl = async (key: string) => {
  await sendKeys({ down: 'Control' });
  await sendKeys({ press: key });
  await sendKeys({ up: 'Control' });
};

describe('<hearth-feed>', () => {
  let client: ReturnType<typeof feedClient>;
  beforeEach(() => {
    sessionStorage.clear();
    client = feedClient();
  });
  // A pill that is still fading in has no contrast yet.
  before(() => emulateMedia({ reducedMotion: 'reduce' }));
  after(() => emulateMedia({ reducedMotion: 'no-preference' }));

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`is accessible in each state, ${colorScheme}`, async () => {
      document.documentElement.style.colorScheme = colorScheme;
      document.body.style.background = colorScheme === 'dark' ? '#000' : '#fff';
      const feed = await openFeed();
      await expect(feed.element).to.be.accessible();
      client.set('feed', { status: 'failed', message: '' });
      await feed.settle();
      await expect(feed.element).to.be.accessible();
      client.ready('feed', stateOf([]));
      await feed.settle();
      await expect(feed.element).to.be.accessible();
      client.ready('feed', three);
      await feed.settle();
      await expect(feed.element).to.be.accessible();
      await feed.arm();
      client.answers.comments = () => Promise.reject(new Error('away'));
      client.answerWith(() => Promise.resolve(rejected('too_many')));
      await feed.type('refused');
      await feed.click('Post');
      await feed.click('Post options', feed.post(1));
      await feed.click('Report', feed.post(1));
      await feed.click('Post options', feed.post(2));
      await feed.click('Add a reaction', feed.post(3));
      await feed.click('2 comments', feed.post(1));
      client.happens('post.created', 9);
      await feed.settle();
      await expect(feed.element).to.be.accessible();
      document.documentElement.style.colorScheme = '';
      document.body.style.background = '';
    });
  }

  it('says that it failed, and asks again', async () => {
    client.set('feed', { status: 'failed', message: '' });
    const feed = await openFeed();
    await feed.click('Try again');
    expect(client.reloaded).to.deep.equal(['feed']);
  });

  it('invites the first post when it is empty', async () => {
    client.ready('feed', stateOf([]));
    expect((await openFeed()).text()).to.contain('Nothing here yet. Be the first');
  });

  it('shows nothing for a project without a feed', async () => {
    client.ready('feed', null);
    expect((await openFeed()).text().trim()).to.equal('');
    expect(client.listeners.size).to.equal(0);
  });

  it('lets an anonymous member read, with counts and no buttons to press', async () => {
    client.ready('feed', { ...three, canPost: false }, false);
    const feed = await openFeed();
    expect(feed.text()).to.contain('Sign in to join in.');
    expect(feed.all('textarea, .menu, [aria-pressed]')).to.deep.equal([]);
    expect(feed.one('[part=reaction]').textContent?.trim()).to.equal('👍 3');
  });

  it('counts as shown once', async () => {
    client.ready('feed', three);
    const feed = await openFeed();
    client.ready('feed', three);
    await feed.settle();
    await aTimeout(100);
    expect(client.recordedOf('widget.shown').length).to.equal(1);
  });

  it('keeps markup as text and links only what is safe', async () => {
    const text =
      '<img src=x onerror=alert(1)> <script>alert(1)</script> javascript:alert(1) https://a.example/"onx=1';
    client.ready(
      'feed',
      stateOf([
        aPost(1, { text, author: { id: 'mem_1', name: '<b>Eve</b>', avatarUrl: 'javascript:alert(1)' } }),
      ]),
    );
    const feed = await openFeed();
    expect(feed.texts()).to.deep.equal([text]);
    expect(feed.all('img, script, b')).to.deep.equal([]);
    const links = feed.all<HTMLAnchorElement>('a');
    expect(links.map(({ href, rel, target }) => [href, rel, target])).to.deep.equal([
      ['https://a.example/', 'nofollow ugc noopener', '_blank'],
    ]);
  });

  it('keeps line breaks, and opens a long post on request', async () => {
    client.ready('feed', stateOf([aPost(1, { text: 'line\n'.repeat(30).trim() })]));
    const feed = await openFeed();
    expect(getComputedStyle(feed.one('[part=text]')).whiteSpaceCollapse).to.equal('preserve');
    const short = feed.one('[part=text]').textContent?.length ?? 0;
    await feed.click('Show more');
    expect(feed.one('[part=text]').textContent?.split('\n').length).to.equal(30);
    await feed.click('Show less');
    expect(feed.one('[part=text]').textContent?.length).to.equal(short);
  });

  describe('writing', () => {
    it('begins in a plain field: what is typed before the rest arrives stays, and so does the focus', async () => {
      client.ready('feed', three);
      const feed = await openFeed({ armed: false });
      expect(feed.all('hearth-feed-composer')).to.deep.equal([]);
      const field = feed.one<HTMLTextAreaElement>('textarea');
      field.value = 'Quick';
      field.focus();
      await feed.arm();
      const real = feed.one<HTMLTextAreaElement>('hearth-feed-composer textarea');
      expect(real.value).to.equal('Quick');
      expect(feed.hasFocus(real)).to.equal(true);
      expect(client.recordedOf('widget.started').length).to.equal(1);
    });

    it('shows the post at once, then in its place under its own id', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      const outcome = later<Outcome>();
      client.answerWith(() => outcome.promise);
      const events: string[] = [];
      feed.element.addEventListener('hearth-post', (event: HearthPostEvent) => events.push(event.action));
      feed.element.addEventListener('hearth-outcome', () => events.push('outcome'));
      const field = await feed.type('  Hello there  ');
      await feed.click('Post');
      expect(field.value).to.equal('');
      expect(feed.one('.outbox').textContent).to.contain('Hello there').and.to.contain('Sending…');
      outcome.resolve(accepted(77));
      await feed.settle();
      expect(feed.all('.outbox')).to.deep.equal([]);
      expect(feed.texts()[1]).to.equal('Hello there');
      expect(feed.post(2).getAttribute('aria-describedby')).to.equal(`${postId(77)}-text`);
      expect(events).to.deep.equal(['created', 'outcome']);
      client.ready(
        'feed',
        stateOf([...three.posts.slice(0, 1), aPost(77, { mine: true }), ...three.posts.slice(1)]),
      );
      await feed.settle();
      expect(feed.texts().length).to.equal(4);
    });

    it('keeps the text of a refused post, to try again or discard', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      client.answerWith(() => Promise.resolve(rejected('too_many')));
      await feed.type('Precious');
      await feed.click('Post');
      expect(feed.one('.outbox').textContent).to.contain('Precious').and.to.contain('Wait a minute');
      client.answerWith(() => Promise.resolve(accepted(78)));
      await feed.click('Try again');
      expect(feed.texts()).to.contain('Precious');
      expect(client.recordedOf('post.created').length).to.equal(2);
      client.answerWith(() => Promise.resolve(rejected('handler_failed')));
      await feed.type('Not so precious');
      await feed.click('Post');
      await feed.click('Discard');
      expect(feed.text()).not.to.contain('Not so precious');
    });

    it('sends with Control and Enter, and never an empty or an over-long text', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      await feed.type('   ');
      await withControl('Enter');
      await feed.type('x'.repeat(5003));
      expect(feed.one('.composer').textContent).to.contain('3 too many');
      await withControl('Enter');
      expect(client.recordedOf('post.created')).to.deep.equal([]);
      await feed.type('x'.repeat(4990));
      expect(feed.one('.composer').textContent).to.contain('10 left');
      await withControl('Enter');
      expect(client.recordedOf('post.created').length).to.equal(1);
    });

    it('counts the beginning once', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      for (const text of ['a', 'ab', '', 'b']) await feed.type(text);
      expect(client.recordedOf('widget.started')).to.deep.equal([
        { kind: 'widget.started', payload: { widget: 'feed' } },
      ]);
    });

    it('keeps a draft through a failed reload and a new element, for the same member only', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      const field = await feed.type('Half a thou');
      client.set('feed', { status: 'failed', message: '' });
      await feed.settle();
      expect(feed.text()).to.contain('This did not load.');
      expect(field.isConnected && field.value).to.equal('Half a thou');
      feed.element.remove();
      client.ready('feed', three);
      expect((await openFeed()).one<HTMLTextAreaElement>('textarea').value).to.equal('Half a thou');
      client.set('feed', {
        status: 'ready',
        data: three,
        member: { id: 'mem_2', name: 'Bob', verified: true },
        theme: {},
      });
      expect((await openFeed()).one<HTMLTextAreaElement>('textarea').value).to.equal('');
    });

    it('drops what the last member wrote and saw when another one comes', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      client.answerWith(() => new Promise(() => {}));
      await feed.type('Secret of the first');
      await feed.click('Post');
      client.emit('member', { verified: false });
      client.ready('feed', { ...stateOf([aPost(3)]), canPost: false }, false);
      await feed.settle();
      expect(feed.text()).not.to.contain('Secret');
      expect(feed.texts()).to.deep.equal(['Post 3']);
    });
  });

  describe('live', () => {
    it('counts others’ new posts in a pill, which brings them and moves the focus to them', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      for (const number of [11, 12, 13, 13]) client.happens('post.created', number);
      client.happens('post.created', 14, 'mem_1');
      await feed.settle();
      expect(feed.texts().length).to.equal(3);
      expect(feed.one('.pill').getAttribute('role')).to.equal('status');
      client.answers.page = () => Promise.resolve(pageOf([aPost(13), aPost(12), aPost(11), ...three.posts]));
      await feed.click('3 new posts');
      expect(feed.texts().slice(0, 3)).to.deep.equal(['Post 13', 'Post 12', 'Post 11']);
      expect(feed.all('[part=pill]')).to.deep.equal([]);
      expect(feed.hasFocus(feed.post(1))).to.equal(true);
    });

    it('offers the pill again when its posts did not load', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      client.happens('post.created', 11);
      await feed.settle();
      client.answers.page = () => Promise.reject(new Error('away'));
      await feed.click('1 new post');
      client.answers.page = () => Promise.resolve(pageOf([aPost(11), ...three.posts]));
      await feed.click('That did not load. Try again');
      expect(feed.texts()[0]).to.equal('Post 11');
    });

    it('asks again for a post that changed, if it is shown, once for many changes', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      const asked: string[] = [];
      const answer = later<ReturnType<typeof aPost>>();
      client.answers.post = ({ postId }) => {
        asked.push(postId);
        return answer.promise;
      };
      for (let times = 0; times < 5; times++) client.happens('post.changed', 3);
      client.happens('post.changed', 99);
      answer.resolve(aPost(3, { text: 'Changed' }));
      await feed.settle();
      expect(feed.texts()[2]).to.equal('Changed');
      expect(asked).to.deep.equal([postId(3), postId(3)]);
    });

    it('removes a deleted post without moving what is being read', async () => {
      client.ready('feed', stateOf(Array.from({ length: 30 }, (_, index) => aPost(index + 1))));
      const feed = await openFeed();
      const reading = feed.post(20);
      reading.scrollIntoView();
      await aTimeout(100);
      const before = reading.getBoundingClientRect().top;
      client.happens('post.deleted', 3);
      await feed.settle();
      await aTimeout(100);
      expect(feed.texts()).not.to.contain('Post 3');
      expect(Math.abs(reading.getBoundingClientRect().top - before)).to.be.below(2);
    });

    it('listens only while it is in the page', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      expect(client.listeners.size).to.equal(1);
      const { element } = feed;
      const parent = element.parentElement;
      element.remove();
      expect(client.listeners.size).to.equal(0);
      parent?.append(element);
      await feed.settle();
      expect(client.listeners.size).to.equal(1);
    });
  });

  describe('the list', () => {
    it('loads the next page when its end comes near, and says so', async () => {
      const next = later<PostPage>();
      client.answers.page = () => next.promise;
      client.ready('feed', { ...three, nextCursor: 'a', hasMore: true });
      const feed = await openFeed();
      await aTimeout(100);
      expect(feed.one('[role=feed]').getAttribute('aria-busy')).to.equal('true');
      expect(feed.post(1).getAttribute('aria-setsize')).to.equal('-1');
      next.resolve(pageOf([aPost(4)]));
      await feed.settle();
      expect(feed.texts().length).to.equal(4);
      expect(feed.one('[role=feed]').getAttribute('aria-busy')).to.equal('false');
      expect(feed.post(4).getAttribute('aria-posinset')).to.equal('4');
      expect(feed.post(4).getAttribute('aria-setsize')).to.equal('4');
    });

    it('keeps what is there when the next page fails, and tries again on request only', async () => {
      let asked = 0;
      client.answers.page = () => {
        asked++;
        return Promise.reject(new Error('away'));
      };
      client.ready('feed', { ...three, nextCursor: 'a', hasMore: true });
      const feed = await openFeed();
      await aTimeout(200);
      expect(asked).to.equal(1);
      client.answers.page = () => Promise.resolve(pageOf([aPost(4)]));
      await feed.click('Try again');
      expect(feed.texts().length).to.equal(4);
    });

    it('goes from post to post with Page Down and Page Up, and out with Control and Home or End', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      feed.button('Post options', feed.post(1)).focus();
      await sendKeys({ press: 'PageDown' });
      expect(feed.hasFocus(feed.post(2))).to.equal(true);
      await sendKeys({ press: 'PageDown' });
      await sendKeys({ press: 'PageUp' });
      expect(feed.hasFocus(feed.post(2))).to.equal(true);
      await withControl('End');
      expect(feed.hasFocus(feed.one('.last'))).to.equal(true);
      feed.post(3).focus();
      await withControl('Home');
      expect(feed.hasFocus(feed.one('textarea'))).to.equal(true);
    });

    it('stands right to left in a page that does', async () => {
      client.ready('feed', three);
      const feed = await openFeed();
      feed.element.dir = 'rtl';
      const avatar = feed.one('[part=avatar]').getBoundingClientRect();
      const author = feed.one('[part=author]').getBoundingClientRect();
      expect(avatar.left).to.be.above(author.left);
    });
  });
});
