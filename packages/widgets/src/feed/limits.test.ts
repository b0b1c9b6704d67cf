import { textLimits } from '@hearth/schema';
import { expect } from '@open-wc/testing';
import { limits } from './limits.ts';

it('the feed’s limits are the contract’s', () => {
  const { post, comment, note } = textLimits;
  expect(limits).to.deep.equal({ post, comment, note });
});
