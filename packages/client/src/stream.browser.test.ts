import { expect } from '@open-wc/testing';
import {
  hurryTime,
  openBackend,
  openClient,
  replace,
  sleep,
  tidyUp,
  tokenOf,
  until,
} from './testing/page.ts';

const event = { type: 'post.created', postId: 'pst_1', authorId: 'mem_1' };

/** Answers `feed.live` with a stream that the test writes to, as tRPC does; everything else as ever. */
function openStream(answer: typeof fetch) {
  const connections: { url: string; credential: string | null; write(text: string): void; end(): void }[] =
    [];
  let closed = 0;
  replace(window, 'fetch', async (input: RequestInfo, init?: RequestInit) => {
    const url = `${input}`;
    if (!url.includes('feed.live')) return answer(input, init);
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        connections.push({
          url,
          credential: new Headers(init?.headers).get('authorization'),
          write: (text) => controller.enqueue(encoder.encode(text)),
          end: () => controller.close(),
        });
        init?.signal?.addEventListener('abort', () => {
          closed++;
          controller.error(new DOMException('Aborted', 'AbortError'));
        });
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  });
  return { connections, closed: () => closed };
}

describe('the live feed', () => {
  afterEach(tidyUp);

  it('hands over events, whole also when they arrive in pieces, and nothing of the protocol', async () => {
    const backend = openBackend();
    const { connections } = openStream(backend.fetch);
    const { client } = openClient(backend);
    client.identify(async () => tokenOf('ada'));
    const seen: unknown[] = [];
    client.live((event) => seen.push(event));
    await until(() => connections.length, 'it connects');
    const text = `event: connected\ndata: {}\n\n\ndata: ${JSON.stringify(event)}\nid: 7\n\n\nevent: ping\ndata: \n\n\n`;
    connections[0]?.write(text.slice(0, 50));
    await sleep(20);
    connections[0]?.write(text.slice(50));
    await until(() => seen.length, 'the event arrives');
    expect(seen).to.deep.equal([event]);
    expect(connections[0]?.credential).to.equal(`Bearer ${tokenOf('ada')}`);
    expect(connections[0]?.url).not.to.contain(tokenOf('ada'));
  });

  it('connects again where it left off, and asks for what it may have missed', async () => {
    hurryTime();
    const backend = openBackend();
    const { connections } = openStream(backend.fetch);
    const { client } = openClient(backend);
    client.watch('feed', () => {});
    client.live(() => {});
    await until(() => connections.length === 1 && backend.to('boot').length === 1, 'it connects');
    connections[0]?.write(`data: ${JSON.stringify(event)}\nid: 7\n\n\n`);
    await sleep(20);
    connections[0]?.end();
    await until(() => connections.length === 2, 'it connects again');
    expect(connections[1]?.url).to.contain('lastEventId=7');
    await until(() => backend.to('boot').length === 2, 'the feed is asked again');
  });

  it('belongs to the member it was opened for', async () => {
    hurryTime();
    const backend = openBackend();
    const { connections, closed } = openStream(backend.fetch);
    const { client } = openClient(backend);
    client.live(() => {});
    await until(() => connections.length === 1, 'it connects');
    client.identify(async () => tokenOf('ada'));
    await until(() => connections.length === 2, 'it connects for ada');
    expect(closed()).to.be.at.least(1);
    expect(connections.map(({ credential }) => credential)).to.deep.equal([null, `Bearer ${tokenOf('ada')}`]);
  });

  it('is closed when nobody listens any more, and stays closed', async () => {
    hurryTime();
    const backend = openBackend();
    const { connections, closed } = openStream(backend.fetch);
    const { client } = openClient(backend);
    const stop = client.live(() => {});
    await until(() => connections.length === 1, 'it connects');
    stop();
    await until(() => closed(), 'it is closed');
    await sleep(300);
    expect(connections).to.have.length(1);
  });
});
