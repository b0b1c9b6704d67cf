import { expect } from '@open-wc/testing';
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

const ada = async () => tokenOf('ada');
const bob = async () => tokenOf('bób');

describe('whose interactions are whose', () => {
  afterEach(tidyUp);

  it('a batch holds one member’s items and is sent with that member’s credential', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const all = [client.record('event.tracked', { name: 'anonymous' })];
    client.identify(ada);
    all.push(client.record('event.tracked', { name: 'ada' }));
    await Promise.all(all);
    client.identify(bob);
    await client.record('event.tracked', { name: 'bob' });
    const sent = [...backend.stored.values()].map(({ payload, credential }) => [payload, credential]);
    expect(sent).to.deep.equal([
      [{ name: 'anonymous' }, `anon_${'0'.repeat(21)}1`],
      [{ name: 'ada' }, await ada()],
      [{ name: 'bob' }, await bob()],
    ]);
  });

  it('after reset a member’s items wait until that member is back; others’ go', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const { client, errors } = openClient(backend, { siteKey });
    client.identify(ada);
    backend.offline = true;
    client.record('event.tracked', { name: 'ada' });
    await until(() => errors.length, 'the failed try');
    client.reset();
    backend.offline = false;
    await client.record('event.tracked', { name: 'anonymous' });
    client.identify(bob);
    await client.record('event.tracked', { name: 'bob' });
    client.shutdown();
    const later = openClient(backend, { siteKey });
    await later.client.record('event.tracked', { name: 'later' });
    expect(
      [...backend.stored.values()].map(({ payload }) => Reflect.get(Object(payload), 'name')),
    ).to.deep.equal(['anonymous', 'bob', 'later']);
    later.client.identify(ada);
    await until(() => backend.stored.size === 4, 'the waiting item is sent');
    expect([...backend.stored.values()].at(-1)?.credential).to.equal(await ada());
  });

  it('on sign-in anonymous items go first, then the two are merged, then the credential is forgotten', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const { client } = openClient(backend, { siteKey });
    await client.record('event.tracked', { name: 'first' });
    const credential = localStorage.getItem(`hearth:${siteKey}:anonymous`);
    client.record('event.tracked', { name: 'second' });
    client.identify(ada);
    await client.record('event.tracked', { name: 'third' });
    expect(
      backend.calls.map(({ path, credential }) => [path, credential?.slice(0, 5) ?? null]),
    ).to.deep.equal([
      ['members.anonymous', null],
      ['interactions.record', 'anon_'],
      ['interactions.record', 'anon_'],
      ['members.merge', 'e30.e'],
      ['interactions.record', 'e30.e'],
    ]);
    expect(backend.to('members.merge')[0]?.input).to.deep.equal({ token: credential });
    expect(localStorage.getItem(`hearth:${siteKey}:anonymous`)).to.equal(null);
  });

  it('a credential that cannot be merged any more is forgotten rather than tried for ever', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    await client.record('event.tracked', { name: 'first' });
    backend.next('members.merge', () => failure(409, 'conflict'));
    client.identify(ada);
    await client.record('event.tracked', { name: 'second' });
    expect(backend.to('members.merge')).to.have.length(1);
  });

  it('an anonymous credential that the server no longer knows is replaced', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    await client.record('event.tracked', { name: 'first' });
    backend.next('interactions.record', () => failure(401, 'token_invalid'));
    const outcome = client.record('event.tracked', { name: 'second' });
    expect((await outcome).status).to.equal('accepted');
    expect([...backend.stored.values()].at(-1)?.credential).to.equal(`anon_${'0'.repeat(21)}2`);
  });

  it('a host that switches users without a word does not mix them', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    let user = 'ada';
    const changes: boolean[] = [];
    client.identify(async () => tokenOf(user));
    await client.record('event.tracked', { name: 'ada' });
    client.on('member', ({ verified }) => changes.push(verified));
    user = 'bob';
    backend.next('interactions.record', () => failure(401, 'token_expired'));
    client.record('event.tracked', { name: 'still_ada' });
    await until(() => changes.length, 'the change is noticed');
    await client.record('event.tracked', { name: 'bob' });
    expect([...backend.stored.values()].map(({ credential }) => credential)).to.deep.equal([
      tokenOf('ada'),
      tokenOf('bob'),
    ]);
  });

  it('getToken that throws or brings nonsense throws nothing into the page, and is tried again', async () => {
    hurryTime();
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    const answers = [
      () => {
        throw new Error('no session');
      },
      async () => 'nonsense',
    ];
    client.identify(() => (answers.shift() ?? ada)());
    expect((await client.record('event.tracked', { name: 'ada' })).status).to.equal('accepted');
    expect(errors.filter((message) => message.startsWith('getToken'))).to.have.length(2);
  });

  it('a referral code in the address is recorded once a verified member is there, then forgotten', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const before = location.href;
    history.replaceState(null, '', `?hearth_ref=ABCDEF2`);
    const { client } = openClient(backend, { siteKey });
    history.replaceState(null, '', before);
    await sleep(150);
    expect(backend.calls).to.deep.equal([]);
    client.identify(ada);
    await until(() => backend.kinds().includes('referral.joined'), 'it is recorded');
    expect([...backend.stored.values()][0]?.payload).to.deep.equal({ code: 'ABCDEF2' });
    await until(() => !localStorage.getItem(`hearth:${siteKey}:ref`), 'it is forgotten');
  });

  it('the first referral counts for 30 days, whatever link is followed later', async () => {
    const backend = openBackend();
    const siteKey = newSiteKey();
    const name = `hearth:${siteKey}:ref`;
    const before = location.href;
    const ago = (days: number) => Date.now() - days * 24 * 3600_000;
    localStorage.setItem(name, `FIRST22 ${ago(29)}`);
    history.replaceState(null, '', `?hearth_ref=LATER22`);
    const first = openClient(backend, { siteKey });
    await sleep(150);
    expect(localStorage.getItem(name)).to.match(/^FIRST22 /);
    first.client.shutdown();
    localStorage.setItem(name, `FIRST22 ${ago(31)}`);
    openClient(backend, { siteKey });
    await until(() => localStorage.getItem(name)?.startsWith('LATER22'), 'the later one takes its place');
    history.replaceState(null, '', before);
  });

  it('a browser that asks not to be tracked is not, when the host respects it; widgets still show', async () => {
    replace(navigator, 'doNotTrack', '1');
    const backend = openBackend();
    const { client } = openClient(backend, { respectDoNotTrack: true });
    const seen: string[] = [];
    client.watch('feed', ({ status }) => seen.push(status));
    const outcome = await client.record('widget.shown', { widget: 'feed' });
    expect(outcome).to.include({ status: 'rejected', code: 'not_allowed' });
    await until(() => seen.includes('ready'), 'the widget shows');
    expect(backend.calls.map(({ path }) => path)).to.deep.equal(['boot']);
  });
});
