import { expect } from '@open-wc/testing';
import { createStorage } from './storage.ts';
import { failure } from './testing/backend-double.ts';
import {
  hurryTime,
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

describe('delivering interactions', () => {
  afterEach(tidyUp);

  it('an interaction is stored before it is first sent, and forgotten once it is acknowledged', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const storage = createStorage(`hearth:${siteKey}:`);
    const { client } = openClient(backend, { siteKey });
    let atSending: unknown[] = [];
    backend.next('interactions.record', () => {
      return storage.all().then((items) => {
        atSending = items;
        return failure(503, 'unavailable');
      });
    });
    hurryTime();
    const outcome = await client.record('checklist.item.started', step);
    expect(outcome.status).to.equal('accepted');
    expect(atSending).to.have.length(1);
    await until(async () => (await storage.all()).length === 0, 'the item is forgotten');
    expect(backend.stored.size).to.equal(1);
  });

  it('what happens together is sent together, in order, by an anonymous member made for it', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    await Promise.all([
      client.record('widget.shown', { widget: 'nps' }),
      client.record('widget.shown', { widget: 'feed' }),
      client.record('widget.dismissed', { widget: 'nps' }),
    ]);
    expect(backend.calls.map(({ path }) => path)).to.deep.equal(['members.anonymous', 'interactions.record']);
    expect(backend.calls[1]?.credential).to.match(/^anon_/);
    expect(backend.kinds()).to.deep.equal(['widget.shown', 'widget.shown', 'widget.dismissed']);
  });

  it('a page that records and shows nothing asks nothing', async () => {
    const backend = openBackend();
    openClient(backend);
    await sleep(200);
    expect(backend.calls).to.deep.equal([]);
  });

  it('a lost reply is made good: the same item again, stored once, and every widget renewed', async () => {
    hurryTime();
    const backend = openBackend();
    const { client } = openClient(backend);
    client.watch('checklist', () => {});
    await until(() => backend.to('boot').length === 1, 'the boot');
    backend.loseNextReply('interactions.record');
    const outcome = await client.record('checklist.item.completed', step);
    expect(outcome.status).to.equal('duplicate');
    expect(backend.stored.size).to.equal(1);
    await until(() => backend.to('boot').length === 2, 'the renewal');
  });

  it('a server that is away is left alone for at least as long as it asks, then asked again', async () => {
    const waits = hurryTime();
    const backend = openBackend();
    const { client } = openClient(backend);
    backend.next('interactions.record', () => failure(503, 'unavailable', { 'retry-after': '30' }));
    expect((await client.record('checklist.item.started', step)).status).to.equal('accepted');
    const wait = waits.find((ms) => ms > 2000);
    expect(wait).to.be.within(31_000, 32_000);
  });

  it('waits grow with each failure, with jitter, and never pass five minutes', async () => {
    const waits = hurryTime();
    replace(Math, 'random', () => 0.999);
    const backend = openBackend();
    const { client } = openClient(backend);
    backend.next('interactions.record', () => failure(500, 'internal'), 10);
    await client.record('checklist.item.started', step);
    const grown = waits.filter((ms) => ms !== 2000);
    expect(grown.slice(0, 3).map(Math.round)).to.deep.equal([1998, 3996, 7992]);
    expect(Math.max(...grown)).to.be.within(299_000, 300_000);
  });

  it('offline it waits; online again it sends at once', async () => {
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    backend.offline = true;
    const outcome = client.record('checklist.item.started', step);
    await until(() => errors.length > 0, 'the failed try');
    replace(Math, 'random', () => 1);
    backend.offline = false;
    const start = performance.now();
    window.dispatchEvent(new Event('online'));
    expect((await outcome).status).to.equal('accepted');
    expect(performance.now() - start).to.be.below(900);
  });

  it('one poisoned item is found and dropped alone, and the server is told how many were lost', async () => {
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    const isPoisoned = (call: { input: object }) => JSON.stringify(call.input).includes('"poison"');
    backend.next(
      'interactions.record',
      (call) => (isPoisoned(call) ? failure(400, 'bad_request') : undefined),
      50,
    );
    const names = ['one', 'two', 'poison', 'three', 'four', 'five', 'six'];
    const outcomes = await Promise.all(names.map((name) => client.record('event.tracked', { name })));
    expect(outcomes.map(({ status }) => status)).to.deep.equal(
      names.map((name) => (name === 'poison' ? 'rejected' : 'accepted')),
    );
    expect(errors.some((message) => message.includes('bad_request'))).to.equal(true);
    await until(() => backend.kinds().includes('client.dropped'), 'the report');
    const report = [...backend.stored.values()].find(({ kind }) => kind === 'client.dropped');
    expect(report?.payload).to.deep.equal({ impressions: 0, others: 1 });
  });

  it('a token that ran out is fetched once more and the batch sent again', async () => {
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    let fetched = 0;
    client.identify(async () => tokenOf('ada') + ++fetched);
    backend.next('interactions.record', () => failure(401, 'token_expired'));
    expect((await client.record('checklist.item.started', step)).status).to.equal('accepted');
    expect(backend.to('interactions.record').map(({ credential }) => credential?.at(-1))).to.deep.equal([
      '1',
      '2',
    ]);
    expect(errors).to.deep.equal([]);
  });

  it('a token that is refused keeps the items and is reported', async () => {
    hurryTime();
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    client.identify(async () => tokenOf('ada'));
    backend.next('interactions.record', () => failure(401, 'token_invalid'), 2);
    expect((await client.record('checklist.item.started', step)).status).to.equal('accepted');
    expect(errors).to.deep.equal(['It says token_invalid.']);
    expect(backend.to('interactions.record')).to.have.length(3);
  });

  it('a batch stays below what a closing page may send', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const text = '界'.repeat(4000);
    await Promise.all(Array.from({ length: 12 }, () => client.record('post.created', { text })));
    const sizes = backend
      .to('interactions.record')
      .map(({ input }) => new Blob([JSON.stringify(input)]).size);
    expect(sizes.length).to.be.above(2);
    expect(Math.max(...sizes)).to.be.below(65_536);
    expect(backend.stored.size).to.equal(12);
  });

  it('a thousand at once go in batches of a hundred', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    await Promise.all(Array.from({ length: 250 }, () => client.record('event.tracked', { name: 'clicked' })));
    expect(backend.to('interactions.record').map(({ input }) => input.items?.length)).to.deep.equal([
      100, 100, 50,
    ]);
  });
});
