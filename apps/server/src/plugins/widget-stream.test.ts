import { newId, wireId } from '@hearth/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const event = () =>
  ({ type: 'post.created', postId: wireId('post', newId()), authorId: wireId('member', newId()) }) as const;

/** A stream, and what comes of it until it holds this text, or ends. */
async function follow() {
  const response = await fetch(server.widgetUrl('feed.live'), { headers: { origin: server.project.origin } });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  const until = async (wanted: string): Promise<string> => {
    while (!text.includes(wanted)) {
      const next = await reader?.read();
      if (!next || next.done) return `${text}(end)`;
      text += decoder.decode(next.value, { stream: true });
    }
    return text;
  };
  await until('\n\n');
  return { response, until, leave: () => reader?.cancel() };
}

describe('the stream of a feed', () => {
  it('is written as tRPC’s own clients read it, and kept by nobody on its way', async () => {
    const { response, until, leave } = await follow();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toMatch(/no-store/);
    expect(response.headers.get('access-control-allow-origin')).toBe(server.project.origin);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const one = event();
    server.backend.services.bus.emit('feed', { projectId: server.project.projectId, event: one });
    expect(await until(one.postId)).toBe(
      `event: connected\ndata: {"reconnectAfterInactivityMs":40000}\n\ndata: ${JSON.stringify(one)}\n\n`,
    );
    await leave();
  });

  it('tells of its own project alone', async () => {
    const { until, leave } = await follow();
    const [foreign, own] = [event(), event()];
    const { bus } = server.backend.services;
    bus.emit('feed', { projectId: newId(), event: foreign });
    bus.emit('feed', { projectId: server.project.projectId, event: own });
    expect(await until(own.postId)).not.toContain(foreign.postId);
    await leave();
  });

  it('ends within some seconds when changes may have been missed, and tells what happens until then', async () => {
    const { until } = await follow();
    const { bus } = server.backend.services;
    const last = event();
    bus.hear('missed', { projectId: null, missed: true });
    bus.emit('feed', { projectId: server.project.projectId, event: last });
    const text = await until('never');
    expect(text).toContain(last.postId);
    expect(text).toMatch(/\(end\)$/);
  });

  it('is not there for HEAD', async () => {
    expect((await fetch(server.widgetUrl('feed.live'), { method: 'HEAD' })).status).not.toBe(200);
  });
});
