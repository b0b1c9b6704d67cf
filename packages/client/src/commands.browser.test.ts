import { expect } from '@open-wc/testing';
import { replay, type Stub } from './commands.ts';
import { openBackend, openClient, tidyUp, tokenOf, until } from './testing/page.ts';

/** What a page puts before the script tag. */
function stub(...calls: unknown[][]): Stub {
  const hearth: ((...args: unknown[]) => void) & Stub = (...args) => {
    hearth.q = [...(hearth.q ?? []), args];
  };
  for (const call of calls) hearth(...call);
  return hearth;
}

describe('the command queue', () => {
  afterEach(tidyUp);

  it('replays what was called before the script arrived, in order, and then obeys at once', async () => {
    const backend = openBackend();
    const { client } = openClient(backend);
    const hearth = replay(
      client,
      stub(
        ['identify', async () => tokenOf('ada')],
        ['record', 'event.tracked', { name: 'project_created' }],
        ['track', 'report_opened', { pages: 3 }],
      ),
    );
    hearth('track', 'invited');
    await until(() => backend.stored.size === 3, 'all are stored');
    expect([...backend.stored.values()].map(({ payload }) => payload)).to.deep.equal([
      { name: 'project_created' },
      { name: 'report_opened', properties: { pages: 3 } },
      { name: 'invited' },
    ]);
    expect(backend.to('interactions.record')[0]?.credential).to.equal(tokenOf('ada'));
  });

  it('an unknown command is reported, not thrown, and the others are carried out', async () => {
    const backend = openBackend();
    const { client, errors } = openClient(backend);
    replay(client, stub(['dance'], [], ['track', 'still_here']));
    await until(() => backend.stored.size === 1, 'the good one is stored');
    expect(errors).to.have.length(2);
    expect(errors[0]).to.contain("hearth('dance')");
  });
});
