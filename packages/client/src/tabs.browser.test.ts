import { expect } from '@open-wc/testing';
import { newSiteKey, openBackend, openClient, replace, sleep, tidyUp, until } from './testing/page.ts';
import { openTab } from './testing/tab.ts';

const step = { itemId: 'itm_1' };
const forever = () => new Promise<Response>(() => {});

describe('several tabs', () => {
  afterEach(() => {
    tidyUp();
    for (const frame of document.querySelectorAll('iframe')) frame.remove();
  });

  it('share one sender: nothing is sent twice, and each learns of its own outcomes', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const { client } = openClient(backend, { siteKey });
    const tab = await openTab(backend, siteKey);
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 ? client : tab.client).record('event.tracked', { name: `n${n}` }),
      ),
    );
    const ids = backend
      .to('interactions.record')
      .flatMap(({ input }) => (input.items ?? []).map(({ id }) => id));
    expect(ids).to.have.length(10);
    expect(new Set(ids).size).to.equal(10);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(Array(10).fill('accepted'));
    expect(backend.to('members.anonymous')).to.have.length(1);
  });

  it('a tab that dies while it sends leaves its place and its items to the others', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const tab = await openTab(backend, siteKey);
    let reached = false;
    backend.next('interactions.record', () => {
      reached = true;
      return forever();
    });
    tab.client.record('checklist.item.started', step);
    await until(() => reached, 'the tab is sending');
    const { client } = openClient(backend, { siteKey });
    const outcome = client.record('checklist.item.completed', step);
    await sleep(150);
    expect(backend.to('interactions.record'), 'one sender at a time').to.have.length(1);
    tab.kill();
    expect((await outcome).status).to.equal('accepted');
    await until(() => backend.stored.size === 2, 'the dead tab’s item is sent too');
    expect(backend.kinds().sort()).to.deep.equal(['checklist.item.completed', 'checklist.item.started']);
  });

  it('an outcome reaches the tab that recorded, whoever sent it', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const { client, errors } = openClient(backend, { siteKey });
    backend.offline = true;
    const blocker = client.record('checklist.item.started', step);
    await until(() => errors.length, 'the first tab waits for its next try and keeps the lock');
    const tab = await openTab(backend, siteKey);
    const other = tab.client.record('checklist.item.completed', step);
    await sleep(200);
    tab.window.fetch = () => Promise.reject(new TypeError('This tab cannot send.'));
    backend.offline = false;
    dispatchEvent(new Event('online'));
    expect((await blocker).status).to.equal('accepted');
    expect((await other).status).to.equal('accepted');
  });

  it('without locks every tab sends for itself, and what is sent twice counts once', async () => {
    replace(navigator, 'locks', undefined);
    const backend = openBackend();
    const siteKey = newSiteKey();
    const { client } = openClient(backend, { siteKey });
    const second = openClient(backend, { siteKey });
    const outcomes = await Promise.all([
      client.record('checklist.item.started', step),
      second.client.record('checklist.item.completed', step),
    ]);
    for (const { status } of outcomes) expect(status).to.be.oneOf(['accepted', 'duplicate']);
    expect(backend.stored.size).to.equal(2);
  });
});
