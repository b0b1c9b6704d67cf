import { expect } from '@open-wc/testing';
import { createClient } from './client.ts';
import { failure, result } from './testing/backend-double.ts';
import { openBackend, openClient, replace, sleep, tidyUp, tokenOf, until } from './testing/page.ts';
import type { Remote } from './types.ts';

const step = { itemId: 'itm_1' };

describe('what widgets read', () => {
  afterEach(tidyUp);

  it('widgets that begin together share one request, without a credential for a new visitor', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const seen: Record<string, string[]> = { nps: [], feed: [] };
    client.watch('nps', ({ status }) => seen.nps?.push(status));
    client.watch('feed', ({ status }) => seen.feed?.push(status));
    expect(seen).to.deep.equal({ nps: ['loading'], feed: ['loading'] });
    await until(() => seen.feed?.at(-1) === 'ready' && seen.nps?.at(-1) === 'ready', 'both are ready');
    expect(backend.calls).to.have.length(1);
    expect(backend.calls[0]).to.deep.include({
      input: { widgets: ['nps', 'feed'], locale: 'en' },
      credential: null,
    });
  });

  it('a second watcher is told at once and asks nothing', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const first: string[] = [];
    client.watch('nps', ({ status }) => first.push(status));
    await until(() => first.includes('ready'), 'the first is ready');
    const second: string[] = [];
    client.watch('nps', ({ status }) => second.push(status));
    expect(second).to.deep.equal(['ready']);
    await sleep(100);
    expect(backend.calls).to.have.length(1);
  });

  it('a failed boot says why, and reload asks again', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const seen: Remote<unknown>[] = [];
    backend.next('boot', () => failure(403, 'origin_not_allowed'));
    client.watch('nps', (state) => seen.push(state));
    await until(() => seen.at(-1)?.status === 'failed', 'it failed');
    expect(seen.at(-1)).to.deep.equal({ status: 'failed', message: 'It says origin_not_allowed.' });
    client.reload('nps');
    await until(() => seen.at(-1)?.status === 'ready', 'it is ready');
    expect(seen.at(-2)?.status).to.equal('loading');
  });

  it('what an outcome changed is asked again, once, and only if it is on the page', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const seen: string[] = [];
    client.watch('checklist', ({ status }) => seen.push(status));
    await until(() => seen.includes('ready'), 'it is ready');
    backend.extra = { changed: ['checklist', 'rewards'], earned: { points: 10, badges: [] } };
    const earned: number[] = [];
    client.on('earned', ({ points }) => earned.push(points));
    await Promise.all([
      client.record('checklist.item.started', step),
      client.record('checklist.item.completed', step),
    ]);
    await until(() => backend.to('boot').length === 2, 'it is asked again');
    await sleep(150);
    expect(backend.to('boot').map(({ input }) => input.widgets)).to.deep.equal([
      ['checklist'],
      ['checklist'],
    ]);
    expect(earned).to.deep.equal([10, 10]);
    expect(seen.filter((status) => status === 'loading').length, 'no flicker').to.be.at.most(2);
    expect(seen.at(-1)).to.equal('ready');
  });

  it('another member sees nothing of the former one’s, not even when a late answer arrives', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const seen: Remote<unknown>[] = [];
    let answer = (_response: Response) => {};
    backend.next('boot', () => new Promise<Response>((resolve) => (answer = resolve)));
    client.watch('rewards', (state) => seen.push(state));
    await until(() => backend.calls.length === 1, 'the first boot');
    client.identify(async () => tokenOf('ada'));
    await until(() => seen.at(-1)?.status === 'ready', 'ada’s are there');
    answer(result({ serverTime: '', member: null, theme: {}, rewards: { of: 'somebody else' } }));
    await sleep(100);
    const shown = seen.flatMap((state) => (state.status === 'ready' ? [state.data] : []));
    expect(shown).to.deep.equal([{ of: tokenOf('ada') }]);
    const before = seen.length;
    client.reset();
    await until(
      () => seen.at(-1)?.status === 'ready' && seen.length > before,
      'the anonymous ones are there',
    );
    expect(seen[before]?.status, 'taken away first').to.equal('loading');
    expect(seen.at(-1)).to.deep.include({ data: { of: null } });
  });

  it('calls before init wait for it, in order', async () => {
    const backend = openBackend();
    const client = createClient();
    const outcome = client.record('event.tracked', { name: 'early' });
    client.identify(async () => tokenOf('ada'));
    const second = client.record('event.tracked', { name: 'late' });
    await sleep(100);
    expect(backend.calls).to.deep.equal([]);
    client.init({ siteKey: `pk_early_${Date.now()}`, api: backend.origin });
    await Promise.all([outcome, second]);
    expect([...backend.stored.values()].map(({ credential }) => credential?.slice(0, 4))).to.deep.equal([
      'anon',
      'e30.',
    ]);
    client.shutdown();
  });

  it('speaks the page’s language, else the browser’s, else English', () => {
    const { documentElement } = document;
    replace(navigator, 'language', 'fr-CA');
    replace(documentElement, 'lang', 'pt-BR');
    expect(createClient().locale).to.equal('pt');
    replace(documentElement, 'lang', 'it');
    expect(createClient().locale).to.equal('fr');
    replace(navigator, 'language', 'ja');
    expect(createClient().locale).to.equal('en');
  });

  it('speaks the language that its options name, in whatever spelling, unless no widget does', () => {
    replace(document.documentElement, 'lang', 'pt-BR');
    const spoken = (locale: string | null) => openClient(openBackend(), { locale }).client.locale;
    expect(spoken('de-AT')).to.equal('de');
    expect(spoken('constructor')).to.equal('pt');
    expect(spoken(null)).to.equal('pt');
  });

  it('a listener that throws stops no other, and no method throws for nonsense', async () => {
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    const circular: Record<string, unknown> = {};
    circular.itself = circular;
    const nonsense = [circular, undefined, 10n, () => {}, { text: 'x'.repeat(70_000) }];
    for (const payload of nonsense) {
      const outcome = await Reflect.apply(client.record, client, ['event.tracked', payload]);
      expect(outcome).to.include({ status: 'rejected', code: 'invalid_shape' });
    }
    expect(errors).to.have.length(nonsense.length);
    expect(backend.calls).to.deep.equal([]);
  });
});
