import { expect } from '@open-wc/testing';
import { createStorage } from './storage.ts';
import {
  hide,
  newSiteKey,
  openBackend,
  openClient,
  replace,
  sleep,
  tidyUp,
  tokenOf,
  until,
} from './testing/page.ts';

const step = { itemId: 'itm_1' };

describe('a page that goes', () => {
  afterEach(tidyUp);

  it('sends what it has just recorded when it is hidden, so that the request outlives it', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    client.identify(async () => tokenOf('ada'));
    await client.record('checklist.item.started', step);
    client.record('checklist.item.completed', step);
    await sleep(10);
    hide();
    await sleep(10);
    expect(backend.to('interactions.record')).to.have.length(2);
    expect(backend.to('interactions.record')[1]).to.deep.include({
      keepalive: true,
      credential: tokenOf('ada'),
    });
    await sleep(150);
    expect(backend.to('interactions.record'), 'and not again').to.have.length(2);
  });

  it('closed mid-send, it keeps the item for the next page, where it counts once', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const { client } = openClient(backend, { siteKey });
    await client.record('checklist.item.started', step);
    let release = () => {};
    backend.next('interactions.record', () => {
      const committed = new Promise<undefined>((resolve) => {
        release = () => resolve(undefined);
      });
      return committed.then(() => Promise.reject(new TypeError('The page is gone.')));
    });
    client.record('checklist.item.completed', step);
    await until(() => backend.to('interactions.record').length === 2, 'it is being sent');
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    client.shutdown();
    release();
    const storage = createStorage(`hearth:${siteKey}:`);
    expect(await storage.all()).to.have.length(1);
    const next = openClient(backend, { siteKey });
    await until(() => next.outcomes.length, 'the next page sends it');
    expect(backend.stored.size).to.equal(2);
  });

  it('kept for the way back, it lets other tabs send, and goes on when it returns', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    replace(Math, 'random', () => 1);
    const { client, errors } = openClient(backend, { siteKey });
    backend.offline = true;
    const outcome = client.record('checklist.item.started', step);
    await until(() => errors.length, 'it waits, and keeps the lock');
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    await until(
      async () => !(await navigator.locks.query()).held?.some(({ name }) => name?.includes(siteKey)),
      'the lock is free',
    );
    backend.offline = false;
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    expect((await outcome).status).to.equal('accepted');
  });
});
