import { expect } from '@open-wc/testing';
import './feed.define.ts';
import { FeedPost } from './post.ts';
import { aPost, feedClient, openFeed, pageOf, postId, stateOf } from './testing.ts';

const PAGE = 50;
const ALL = 5000;
const range = (from: number) => Array.from({ length: PAGE }, (_, index) => aPost(from + index));

describe('a feed of 5,000 posts', function () {
  this.timeout(60_000);

  it('renders only what changed, and neither loses nor doubles a post', async () => {
    const client = feedClient();
    let rendered: string[] = [];
    const { render } = FeedPost.prototype;
    FeedPost.prototype.render = function (this: FeedPost) {
      rendered.push(this.post.id);
      return render.call(this);
    };
    try {
      client.answers.page = ({ cursor }) => {
        const from = Number(cursor);
        // Each page begins with the last post of the one before: somebody posted meanwhile.
        return Promise.resolve(
          pageOf([aPost(from - 1), ...range(from)], from + PAGE > ALL ? null : String(from + PAGE)),
        );
      };
      client.ready('feed', { ...stateOf(range(1)), nextCursor: String(PAGE + 1), hasMore: true });
      const feed = await openFeed();
      const ids = () => feed.all('hearth-feed-post').map((post) => post.getAttribute('aria-describedby'));
      const list = feed.one('[role=feed]');
      while (list.childElementCount < ALL - PAGE) {
        const before = list.childElementCount;
        feed.one('.last').scrollIntoView();
        await waitFor(() => list.childElementCount > before);
      }
      rendered = [];
      feed.one('.last').scrollIntoView();
      await waitFor(() => list.childElementCount === ALL);
      await feed.settle();
      // The one that came twice carries a later time here, so it may render: one post of the old 4,950.
      expect(rendered.filter((id) => id > postId(ALL - PAGE))).to.have.length(PAGE);
      expect(rendered.length).to.be.within(PAGE, PAGE + 1);
      expect(ids()).to.deep.equal(Array.from({ length: ALL }, (_, index) => `${postId(index + 1)}-text`));
      expect(feed.post(ALL).getAttribute('aria-setsize')).to.equal(String(ALL));

      rendered = [];
      client.answers.post = () => Promise.resolve(aPost(2500, { text: 'Changed' }));
      client.happens('post.changed', 2500);
      await feed.settle();
      expect(rendered).to.deep.equal([postId(2500)]);

      rendered = [];
      client.happens('post.deleted', 2499);
      await feed.settle();
      expect(ids().length).to.equal(ALL - 1);
      expect(rendered).to.deep.equal([]);
    } finally {
      FeedPost.prototype.render = render;
    }
  });
});

const waitFor = async (done: () => boolean) => {
  const end = Date.now() + 10_000;
  while (!done()) {
    if (Date.now() > end) throw new Error('The next page did not come.');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};
