import { expect } from '@open-wc/testing';
import { connect, speak } from './compact-localization.ts';
import { getLocale, msg, setTexts } from './compact-localize.ts';
import { testClient } from './test-client.ts';

describe('the script tag’s languages', () => {
  afterEach(() => setTexts('en', []));

  it('come through the loader, each once it is spoken', async () => {
    const asked: string[] = [];
    connect(testClient().client, async (locale) => {
      asked.push(locale);
      return { templates: ['Hallo'] };
    });
    expect(speak('en')).to.equal(undefined);
    await speak('de');
    expect([getLocale(), msg('Hello', 0)]).to.deep.equal(['de', 'Hallo']);
    await speak('en');
    expect([asked, msg('Hello', 0)]).to.deep.equal([['de'], 'Hello']);
  });

  it('stay as they are when another one does not load', async () => {
    connect(testClient().client, () => Promise.reject(new Error('offline')));
    await speak('fr');
    expect(getLocale()).to.equal('en');
  });
});
