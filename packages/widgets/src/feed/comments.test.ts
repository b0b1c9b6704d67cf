import type { CommentPage, Outcome } from '@hearth/schema';
import { expect } from '@open-wc/testing';
import './feed.define.ts';
import {
  aComment,
  accepted,
  aPost,
  feedClient,
  later,
  openFeed,
  postId,
  rejected,
  stateOf,
} from './testing.ts';

const commentPage = (numbers: number[], nextCursor: string | null = null): CommentPage => ({
  comments: numbers.map((number) => aComment(number, { mine: number === 2 })),
  nextCursor,
  hasMore: nextCursor !== null,
});

describe('comments', () => {
  let client: ReturnType<typeof feedClient>;
  beforeEach(() => {
    sessionStorage.clear();
    client = feedClient();
    client.answers.post = () => Promise.resolve(aPost(1, { commentCount: 3 }));
  });
  const open = async (commentCount = 2) => {
    client.ready('feed', stateOf([aPost(1, { commentCount })]));
    const feed = await openFeed();
    const said = () => feed.all('[part=comment] .text').map((text) => text.textContent);
    return Object.assign(feed, { said });
  };

  it('load when they are opened, oldest first, page by page', async () => {
    const asked: (string | undefined)[] = [];
    client.answers.comments = ({ cursor }) => {
      asked.push(cursor);
      return Promise.resolve(cursor ? commentPage([2, 3]) : commentPage([1, 2], 'next'));
    };
    const feed = await open(3);
    expect(asked).to.deep.equal([]);
    await feed.click('3 comments');
    expect(feed.said()).to.deep.equal(['Comment 1', 'Comment 2']);
    await feed.click('Show more comments');
    expect(feed.said()).to.deep.equal(['Comment 1', 'Comment 2', 'Comment 3']);
    expect(asked).to.deep.equal([undefined, 'next']);
    expect(feed.text()).not.to.contain('Show more comments');
    await expect(feed.element).to.be.accessible();
  });

  it('say that they failed, and try again with what is being typed kept', async () => {
    client.answers.comments = () => Promise.reject(new Error('away'));
    const feed = await open();
    await feed.click('2 comments');
    const field = await feed.type('Meanwhile', feed.one('[part=comments]'));
    client.answers.comments = () => Promise.resolve(commentPage([1]));
    await feed.click('Try again');
    expect(feed.said()).to.deep.equal(['Comment 1']);
    expect(field.value).to.equal('Meanwhile');
  });

  it('are shown while they are sent, and kept with their text if they are refused', async () => {
    client.answers.comments = () => Promise.resolve(commentPage([1, 2]));
    const feed = await open();
    await feed.click('2 comments');
    const within = feed.one('[part=comments]');
    const outcome = later<Outcome>();
    client.answerWith(() => outcome.promise);
    const events: string[] = [];
    feed.element.addEventListener('hearth-comment', ({ action, postId }) =>
      events.push(`${action} ${postId}`),
    );
    await feed.type('Mine', within);
    await feed.click('Comment', within);
    expect(feed.one('.outbox', within).textContent).to.contain('Mine').and.to.contain('Sending…');
    outcome.resolve(rejected('too_many'));
    await feed.settle();
    expect(feed.one('.outbox', within).textContent).to.contain('Mine').and.to.contain('Wait a minute');
    client.answerWith(() => Promise.resolve(accepted(9)));
    await feed.click('Try again', within);
    expect(feed.said()).to.deep.equal(['Comment 1', 'Comment 2', 'Mine']);
    // The count is the server's word, not a sum made here.
    expect(feed.button('3 comments').getAttribute('aria-expanded')).to.equal('true');
    expect(events).to.deep.equal([`created ${postId(1)}`]);
  });

  it('of the member’s own can be deleted, after a question, and come back if the server refuses', async () => {
    client.answers.comments = () => Promise.resolve(commentPage([1, 2]));
    const feed = await open();
    await feed.click('2 comments');
    client.answerWith(() => Promise.resolve(rejected('handler_failed')));
    await feed.click('Delete');
    await feed.click('Delete', feed.one('.panel'));
    expect(feed.said()).to.deep.equal(['Comment 1', 'Comment 2']);
    client.answerWith(() => Promise.resolve(accepted(9)));
    await feed.click('Delete');
    await feed.click('Delete', feed.one('.panel'));
    expect(feed.said()).to.deep.equal(['Comment 1']);
    expect(client.recordedOf('comment.deleted')[0]?.payload).to.deep.equal({ commentId: aComment(2).id });
  });

  it('of others can be reported', async () => {
    client.answers.comments = () => Promise.resolve(commentPage([1]));
    const feed = await open(1);
    await feed.click('1 comment');
    await feed.click('Report', feed.one('[part=comment]'));
    feed.one<HTMLInputElement>('input[value=other]').click();
    await feed.click('Send report');
    expect(client.recordedOf('report.created')[0]?.payload).to.deep.equal({
      target: { commentId: aComment(1).id },
      reason: 'other',
    });
  });

  it('offer the new ones when the post says that there are more', async () => {
    client.answers.comments = () => Promise.resolve(commentPage([1, 2]));
    const feed = await open();
    await feed.click('2 comments');
    client.happens('post.changed', 1);
    await feed.settle();
    client.answers.comments = () => Promise.resolve(commentPage([1, 2, 3]));
    await feed.click('Show more comments');
    expect(feed.said()).to.deep.equal(['Comment 1', 'Comment 2', 'Comment 3']);
  });

  it('that are withheld leave an open thread, and those restored come back to their place', async () => {
    client.answers.comments = () => Promise.resolve(commentPage([1, 2, 3]));
    const feed = await open(3);
    await feed.click('3 comments');
    const field = await feed.type('Half written', feed.one('[part=comments]'));
    client.answers.post = () => Promise.resolve(aPost(1, { commentCount: 2 }));
    client.answers.comments = () => Promise.resolve(commentPage([1, 3]));
    client.happens('post.changed', 1);
    await feed.settle();
    expect(feed.said()).to.deep.equal(['Comment 1', 'Comment 3']);
    expect(field.isConnected && field.value).to.equal('Half written');

    client.answers.post = () => Promise.resolve(aPost(1, { commentCount: 3 }));
    client.happens('post.changed', 1);
    await feed.settle();
    client.answers.comments = () => Promise.reject(new Error('away'));
    await feed.click('Show more comments');
    client.answers.comments = ({ cursor }) =>
      Promise.resolve(cursor ? commentPage([3]) : commentPage([1, 2], 'next'));
    await feed.click('Try again');
    expect(feed.said()).to.deep.equal(['Comment 1', 'Comment 2', 'Comment 3']);
  });
});
