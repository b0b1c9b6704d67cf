import { expect } from '@open-wc/testing';
import { createStorage, type QueuedItem } from './storage.ts';
import { failure } from './testing/backend-double.ts';
import { hurryTime, newSiteKey, openBackend, openClient, replace, tidyUp, until } from './testing/page.ts';
import { createId } from './uuid.ts';

const step = { itemId: 'itm_1' };
const day = 24 * 3600_000;

const queued = (kind: QueuedItem['kind'], ageInDays = 0): QueuedItem => ({
  id: createId('int'),
  kind,
  payload: { widget: 'nps' },
  occurredAt: new Date(Date.now() - ageInDays * day).toISOString(),
  who: '',
});

const refuse = () => {
  throw new DOMException('Not here', 'SecurityError');
};
const full = () => {
  throw new DOMException('Full', 'QuotaExceededError');
};

/** A project in which an earlier page left these behind. */
async function leaveBehind(items: QueuedItem[]) {
  const siteKey = newSiteKey();
  const storage = createStorage(`hearth:${siteKey}:`);
  await Promise.all(items.map((item) => storage.put(item)));
  localStorage.setItem(`hearth:${siteKey}:queued`, '1');
  return { siteKey, storage };
}

describe('keeping interactions', () => {
  afterEach(tidyUp);

  it('what an earlier page left behind is sent by the next, which recorded nothing itself', async () => {
    const backend = openBackend();
    const left = queued('widget.dismissed');
    const { siteKey, storage } = await leaveBehind([left]);
    openClient(backend, { siteKey });
    await until(() => backend.stored.has(left.id), 'the left item is sent');
    await until(async () => (await storage.all()).length === 0, 'it is forgotten');
  });

  it('a tab closed in the next instant has kept the item already', async () => {
    const name = `hearth:${newSiteKey()}:`;
    const storage = createStorage(name);
    const item = queued('widget.dismissed');
    const put = storage.put(item);
    expect(localStorage.getItem(name + item.id)).to.equal(JSON.stringify(item));
    await put;
    expect(localStorage.getItem(name + item.id), 'IndexedDB has it now').to.equal(null);
    expect(await storage.all()).to.deep.equal([item]);
  });

  it('without IndexedDB the item is in localStorage until it is acknowledged', async () => {
    replace(IDBFactory.prototype, 'open', refuse);
    const backend = openBackend();
    const siteKey = newSiteKey();
    const { client } = openClient(backend, { siteKey });
    const kept = () =>
      Object.keys(localStorage).filter((key) => key.startsWith(`hearth:${siteKey}:int_`)).length;
    let atSending = 0;
    backend.next('interactions.record', () => {
      atSending = kept();
      return undefined;
    });
    expect((await client.record('checklist.item.started', step)).status).to.equal('accepted');
    expect(atSending).to.equal(1);
    await until(() => kept() === 0, 'the item is forgotten');
  });

  it('a full IndexedDB hands the item to localStorage', async () => {
    replace(IDBObjectStore.prototype, 'put', full);
    const siteKey = newSiteKey();
    const storage = createStorage(`hearth:${siteKey}:`);
    const item = queued('widget.shown');
    await storage.put(item);
    expect(localStorage.getItem(`hearth:${siteKey}:${item.id}`)).to.contain('widget.shown');
    expect(await storage.all()).to.deep.equal([item]);
    await storage.remove([item.id]);
    expect(await storage.all()).to.deep.equal([]);
  });

  it('with every storage blocked or full it still delivers, from memory, without an error in the page', async () => {
    replace(IDBFactory.prototype, 'open', refuse);
    replace(Storage.prototype, 'setItem', full);
    replace(Storage.prototype, 'getItem', refuse);
    replace(Storage.prototype, 'removeItem', refuse);
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    hurryTime();
    backend.next('interactions.record', () => failure(503, 'unavailable'));
    const outcomes = await Promise.all([
      client.record('checklist.item.started', step),
      client.record('checklist.item.completed', step),
    ]);
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['accepted', 'accepted']);
    expect(errors).to.deep.equal(['It says unavailable.']);
    expect(backend.to('members.anonymous')).to.have.length(1);
  });

  it('of more than a thousand, impressions go first and answers stay; the server is told how many went', async () => {
    const backend = openBackend();
    const items = Array.from({ length: 1010 }, (_, n) => queued(n % 2 ? 'widget.shown' : 'widget.dismissed'));
    const { siteKey } = await leaveBehind(items);
    const { errors } = openClient(backend, { siteKey });
    await until(() => backend.kinds().includes('client.dropped'), 'the report');
    await until(() => backend.stored.size === 1001, 'all are sent');
    const kinds = backend.kinds();
    expect(kinds.filter((kind) => kind === 'widget.dismissed')).to.have.length(505);
    expect(kinds.filter((kind) => kind === 'widget.shown')).to.have.length(495);
    expect(backend.stored.has(items[1]?.id ?? '')).to.equal(false);
    const report = [...backend.stored.values()].find(({ kind }) => kind === 'client.dropped');
    expect(report?.payload).to.deep.equal({ impressions: 10, others: 0 });
    expect(errors[0]).to.contain('dropped');
  });

  it('what is older than seven days is dropped and counted, what is younger is sent', async () => {
    const backend = openBackend();
    const [old, young] = [queued('widget.dismissed', 7.1), queued('widget.dismissed', 6.9)];
    const { siteKey } = await leaveBehind([old, young]);
    openClient(backend, { siteKey });
    await until(() => backend.kinds().includes('client.dropped'), 'the report');
    expect(backend.stored.has(young.id)).to.equal(true);
    expect(backend.stored.has(old.id)).to.equal(false);
    const report = [...backend.stored.values()].find(({ kind }) => kind === 'client.dropped');
    expect(report?.payload).to.deep.equal({ impressions: 0, others: 1 });
  });

  it('a clock that was set back loses nothing and puts nothing in the future', async () => {
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    backend.offline = true;
    const real = Date.now();
    const outcome = client.record('checklist.item.started', step);
    await until(() => errors.length > 0, 'the failed try');
    const RealDate = Date;
    replace(
      window,
      'Date',
      class extends RealDate {
        constructor(...given: [] | [number]) {
          super(given[0] ?? real - 365 * day);
        }
        static override now = () => real - 365 * day;
      },
    );
    const later = client.record('checklist.item.completed', step);
    backend.offline = false;
    window.dispatchEvent(new Event('online'));
    expect((await outcome).status).to.equal('accepted');
    expect((await later).status).to.equal('accepted');
    const { input } = backend.to('interactions.record').at(-1) ?? {};
    const ids = [...backend.stored.keys()];
    expect(ids).to.deep.equal([...ids].sort());
    for (const item of input?.items ?? []) expect(item.occurredAt <= `${input?.sentAt}`).to.equal(true);
  });

  it('a clock that jumps a year ahead makes nothing too old to send', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const real = Date.now.bind(Date);
    replace(Date, 'now', () => real() + 365 * day);
    expect((await client.record('checklist.item.started', step)).status).to.equal('accepted');
  });
});
