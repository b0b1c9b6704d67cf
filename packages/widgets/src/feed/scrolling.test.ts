import { aTimeout, expect, waitUntil } from '@open-wc/testing';
import './feed.define.ts';
import { aPost, feedClient, openFeed, pageOf, stateOf } from './testing.ts';

describe('a feed that scrolls', () => {
  let client: ReturnType<typeof feedClient>;
  beforeEach(() => {
    client = feedClient();
  });

  it('scrolls inside the widget from a height that the page sets', async () => {
    client.ready('feed', stateOf(Array.from({ length: 30 }, (_, index) => aPost(index + 1))));
    const feed = await openFeed();
    expect(feed.element.offsetHeight).to.be.above(1000);
    feed.element.style.setProperty('--hearth-feed-max-height', '300px');
    feed.element.requestUpdate();
    await feed.settle();
    expect(feed.one('.scroller').offsetHeight).to.equal(300);
    expect(feed.one('.scroller').scrollHeight).to.be.above(1000);
  });

  it('asks for no page before its end is near, whatever scrolls', async () => {
    const many = (from: number) => Array.from({ length: 30 }, (_, index) => aPost(from + index));
    let asked = 0;
    client.answers.page = () => {
      asked += 1;
      return Promise.resolve(pageOf(many(1 + 30 * asked), 'c'));
    };
    client.ready('feed', { ...stateOf(many(1)), nextCursor: 'b', hasMore: true });
    const feed = await openFeed();
    feed.element.style.setProperty('--hearth-feed-max-height', '300px');
    feed.element.requestUpdate();
    await feed.settle();
    await aTimeout(200);
    expect(asked, 'at the beginning of a box').to.equal(0);

    const scroller = feed.one('.scroller');
    scroller.scrollTop = scroller.scrollHeight;
    await waitUntil(() => feed.texts().length === 60, 'the next page');
    await aTimeout(200);
    expect(asked, 'at the end of the first page').to.equal(1);

    feed.element.style.removeProperty('--hearth-feed-max-height');
    feed.element.requestUpdate();
    await feed.settle();
    await aTimeout(200);
    expect(asked, 'at the beginning of a page').to.equal(1);
    window.scrollTo(0, document.documentElement.scrollHeight);
    await waitUntil(() => feed.texts().length === 90, 'the page after it');
  });
});
