import { str as original } from '@lit/localize';
import { expect } from '@open-wc/testing';
import { configureLocalization, msg, str } from './compact-localize.ts';

const { setLocale, getLocale } = configureLocalization({
  loadLocale: (locale) =>
    locale === 'de'
      ? Promise.resolve({ templates: { hello: 'Hallo', order: original`${1} von ${0}` } })
      : Promise.reject(new Error('offline')),
});
const order = () => msg(str`${'first'} of ${'second'}`, { id: 'order' });

describe('the script tag’s own @lit/localize', () => {
  afterEach(() => setLocale('en'));

  it('says the source’s words until another language is set, and for what that one lacks', async () => {
    expect([msg('Hello', { id: 'hello' }), order()]).to.deep.equal(['Hello', 'first of second']);
    await setLocale('de');
    expect(msg('Untranslated', { id: 'other' })).to.equal('Untranslated');
  });

  it('puts values where the translation wants them', async () => {
    await setLocale('de');
    expect([msg('Hello', { id: 'hello' }), order()]).to.deep.equal(['Hallo', 'second von first']);
  });

  it('keeps its language when another does not load', async () => {
    const failure = await setLocale('fr').catch(String);
    expect([failure, getLocale()]).to.deep.equal(['Error: offline', 'en']);
  });
});
