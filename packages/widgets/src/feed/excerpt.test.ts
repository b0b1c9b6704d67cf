import { expect } from '@open-wc/testing';
import { excerpt } from './excerpt.ts';

describe('the beginning of a long post', () => {
  it('is the whole of a short one', () => {
    expect(excerpt('Short.\nTwo lines.')).to.equal(undefined);
  });

  it('ends at a word', () => {
    const text = excerpt('word '.repeat(300)) ?? '';
    expect(text.length).to.be.below(490);
    expect(text).to.match(/word…$/);
  });

  it('ends after a few of many lines', () => {
    expect(excerpt('line\n'.repeat(40))?.split('\n').length).to.be.within(6, 8);
  });

  it('never ends in a link', () => {
    const address = `https://a.example/${'x'.repeat(300)}`;
    expect(excerpt(`${'y'.repeat(300)} ${address} and more`)).to.equal(`${'y'.repeat(300)}…`);
    expect(excerpt(`${'y'.repeat(470)} ${address}`)).to.equal(`${'y'.repeat(470)}…`);
    expect(excerpt(address.repeat(3))).to.equal(undefined);
  });

  it('never ends within a character, in a language without spaces', () => {
    expect(excerpt(`y${'😀'.repeat(400)}`)?.isWellFormed()).to.equal(true);
    expect(excerpt('日本'.repeat(400))?.length).to.equal(481);
  });
});
