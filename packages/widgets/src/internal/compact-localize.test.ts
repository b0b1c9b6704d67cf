import { expect } from '@open-wc/testing';
import { getLocale, msg, setTexts, str } from './compact-localize.ts';

const order = () => msg(str`${'first'} of ${'second'}`, 1);

describe('the script tag’s own @lit/localize', () => {
  afterEach(() => setTexts('en', []));

  it('says the source’s words until another language is set, and for what that one lacks', () => {
    expect([msg('Hello', 0), order()]).to.deep.equal(['Hello', 'first of second']);
    setTexts('de', ['Hallo', '']);
    expect([getLocale(), msg('Untranslated', 2), order()]).to.deep.equal([
      'de',
      'Untranslated',
      'first of second',
    ]);
  });

  it('puts values where the translation wants them', () => {
    setTexts('de', ['Hallo', '{1} von {0}']);
    expect([msg('Hello', 0), order()]).to.deep.equal(['Hallo', 'second von first']);
  });

  it('leaves alone what looks like a place in somebody’s own words', () => {
    setTexts('de', ['', '{1} von {0}']);
    expect(msg(str`${'{1}'} of ${'$&'}`, 1)).to.equal('$& von {1}');
  });
});
