import { expect } from '@open-wc/testing';
import { begin, insert, refresh, replace, restore } from './held.ts';
import { extend, nothingHeld } from './pages.ts';
import { aPost, pageOf, postId } from './testing.ts';

const numbers = (held: { posts: readonly { id: string }[] }) =>
  held.posts.map(({ id }) => Number.parseInt(id.slice(4), 16));
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => aPost(from + index));

describe('the posts a feed holds', () => {
  const two = extend(begin(nothingHeld, pageOf(range(1, 3), 'a')), pageOf(range(4, 6), 'b'));

  it('are the pages in their order', () => {
    expect(numbers(two)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(two.cursor).to.equal('b');
  });

  it('take a post that moved between two pages once', () => {
    const held = extend(two, pageOf([aPost(6, { text: 'newer' }), aPost(7)], null));
    expect(numbers(held)).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(held.posts[5]?.text).to.equal('newer');
    expect(held.cursor).to.equal(null);
  });

  it('begin anew without losing the later pages, if the new page reaches what is held', () => {
    const held = begin(two, pageOf([aPost(10), aPost(1), aPost(2)], 'x'));
    expect(numbers(held)).to.deep.equal([10, 1, 2, 3, 4, 5, 6]);
    expect(held.cursor).to.equal('b');
  });

  it('are dropped if posts could be missing between the new page and them', () => {
    const held = begin(two, pageOf(range(20, 22), 'x'));
    expect(numbers(held)).to.deep.equal([20, 21, 22]);
    expect(held.cursor).to.equal('x');
  });

  it('are refreshed where they stand, and others’ new posts wait', () => {
    const { held, fresh } = refresh(two, pageOf([aPost(9), aPost(1, { text: 'changed' }), aPost(2)], 'x'));
    expect(numbers(held)).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(held.posts[0]?.text).to.equal('changed');
    expect(fresh).to.deep.equal([postId(9)]);
  });

  it('lose what a refresh no longer has, within its reach only', () => {
    const { held } = refresh(two, pageOf([aPost(1), aPost(3)], 'x'));
    expect(numbers(held)).to.deep.equal([1, 3, 4, 5, 6]);
  });

  it('show the member’s own new posts at once, under the pinned ones', () => {
    const pinned = begin(nothingHeld, pageOf([aPost(1, { pinned: true }), aPost(2)], null));
    const mine = [aPost(9, { mine: true }), aPost(8, { mine: true })];
    const { held, fresh } = refresh(pinned, pageOf([aPost(1, { pinned: true }), ...mine, aPost(2)], null));
    expect(numbers(held)).to.deep.equal([1, 9, 8, 2]);
    expect(fresh).to.deep.equal([]);
  });

  it('keep the same object for a post that did not change, so that nothing renders', () => {
    const post = aPost(1);
    const held = begin(nothingHeld, pageOf([post], null));
    expect(refresh(held, pageOf([structuredClone(post)], null)).held.posts[0]).to.equal(post);
  });

  it('take an own post once, whichever of outcome and state comes first', () => {
    expect(numbers(insert(insert(two, aPost(9)), aPost(9)))).to.deep.equal([9, 1, 2, 3, 4, 5, 6]);
  });

  it('take one back to its place by time, under the pinned ones, and leave it to its page if that comes later', () => {
    const rest = { ...two, posts: two.posts.filter(({ id }) => id !== postId(3)) };
    expect(numbers(restore(rest, aPost(3)))).to.deep.equal([1, 2, 3, 4, 5, 6]);
    expect(restore(two, aPost(3))).to.equal(two);
    expect(numbers(restore({ ...two, cursor: null }, aPost(9)))).to.deep.equal([1, 2, 3, 4, 5, 6, 9]);
    expect(numbers(restore({ ...two, cursor: 'more' }, aPost(9)))).to.deep.equal([1, 2, 3, 4, 5, 6]);
    const pinned = { ...two, posts: [aPost(8, { pinned: true }), ...rest.posts] };
    expect(numbers(restore(pinned, aPost(0)))).to.deep.equal([8, 0, 1, 2, 4, 5, 6]);
  });

  it('lose one post, or take its new version', () => {
    expect(numbers(replace(two, postId(2), null))).to.deep.equal([1, 3, 4, 5, 6]);
    expect(replace(two, postId(2), aPost(2, { text: 'new' })).posts[1]?.text).to.equal('new');
  });
});
