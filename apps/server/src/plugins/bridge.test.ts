import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { type WidgetContext, type WidgetRouter, widgetRouter } from '@hearth/api';
import { createTRPCClient, httpBatchLink, httpLink, TRPCClientError } from '@trpc/client';
import { type CreateFastifyContextOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify';
import { type FastifyInstance, fastify, type InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
let official: FastifyInstance;
let officialUrl: string;
let member: string;

/** The same router and the same callers behind tRPC's own adapter, as the measure of wire compatibility. */
beforeAll(async () => {
  server = await startTestServer();
  member = await server.sign('ada');
  official = fastify({ routerOptions: { maxParamLength: 5000 } });
  await official.register(fastifyTRPCPlugin, {
    prefix: '/w',
    trpcOptions: {
      router: widgetRouter,
      createContext: async ({ req }: CreateFastifyContextOptions): Promise<WidgetContext> => {
        const { origin, authorization } = req.headers;
        const asked = { siteKey: server.project.siteKey, origin, authorization };
        const caller = await server.backend.identity.resolveWidgetCaller(asked);
        return { ...caller, services: server.backend.services, requestId: 'official' };
      },
    },
  });
  officialUrl = `${await official.listen({ port: 0, host: '127.0.0.1' })}/w`;
});
afterAll(async () => {
  await official.close();
  await server.close();
});

const json = (body: string, token?: string): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
  body,
});
const query = (input: unknown) => encodeURIComponent(JSON.stringify(input));

/** Everything of an answer that a client can see, but for ids that differ by nature. */
async function read(url: string, init?: RequestInit) {
  const response = await fetch(url, init);
  const text = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type')?.split(';')[0],
    allow: response.headers.get('allow'),
    body: text
      .replaceAll(/"requestId":"[^"]*"/g, '"requestId":"…"')
      .replaceAll(/request [\w-]+\./g, 'request ….')
      .replaceAll(/anon_[\w-]{22}/g, 'anon_…')
      .replaceAll(/"serverTime":"[^"]*"/g, '"serverTime":"…"'),
  };
}

const batchOf = (...inputs: unknown[]) => JSON.stringify(Object.fromEntries(inputs.entries()));

describe("the bridge answers as tRPC's own adapter does", () => {
  it.each<[string, string, () => RequestInit | undefined]>([
    ['a mutation', 'members.anonymous', () => json('{}')],
    ['a mutation without an input', 'members.anonymous', () => json('')],
    ['a refused mutation', 'members.merge', () => json('{}')],
    ['a refused input', 'members.merge', () => json('{"token":"x"}', member)],
    [
      'a refused anonymous credential',
      'members.merge',
      () => json(`{"token":"anon_${'A'.repeat(22)}"}`, member),
    ],
    ['a bad token', 'members.anonymous', () => json('{}', 'nonsense')],
    ['broken JSON', 'members.anonymous', () => json('{')],
    ['an unknown procedure', 'members.delete', () => json('{}')],
    ['an inherited name', 'constructor', () => json('{}')],
    ['a router instead of a procedure', 'members', () => json('{}')],
    ['a mutation by GET', 'members.anonymous', () => undefined],
    ['a batch of one', 'members.anonymous?batch=1', () => json(batchOf({}))],
    ['a batch', 'members.anonymous,members.anonymous?batch=1', () => json(batchOf({}, {}))],
    [
      'a batch of good and bad',
      'members.anonymous,members.merge,nobody?batch=1',
      () => json(batchOf({}, {}, {})),
    ],
    ['a batch of bad ones alike', 'nobody,nowhere?batch=1', () => json(batchOf({}, {}))],
    ['a batch without inputs', 'members.anonymous,members.merge?batch=1', () => json('')],
    ['a batch with an array of inputs', 'members.anonymous?batch=1', () => json('[{}]')],
    ['a batch with a number for inputs', 'members.anonymous?batch=1', () => json('7')],
    ['a batch with a bad token', 'members.anonymous,nobody?batch=1', () => json(batchOf({}, {}), 'nonsense')],
    ['a batch with an empty name', 'members.anonymous,?batch=1', () => json(batchOf({}, {}))],
    ['commas without a batch', 'members.anonymous,members.anonymous', () => json('{}')],
  ])('to %s', async (_what, path, init) => {
    const [ours, theirs] = [
      await read(server.widgetUrl(path), init()),
      await read(`${officialUrl}/${path}`, init()),
    ];
    expect(ours).toEqual(theirs);
  });
});

describe('what is asked for', () => {
  const long = Array.from({ length: 10 }, () => 'nobody').join();
  /** As it comes over the wire: fetch would unpack it. */
  const ask = async (path: string, encodings: string, init: InjectOptions = {}) => {
    const url = `/w/${server.project.siteKey}/${path}`;
    const headers = { ...init.headers, origin: server.project.origin, 'accept-encoding': encodings };
    const answer = await server.app.inject({ ...init, url, headers });
    return { answer, encoding: answer.headers['content-encoding'], bytes: answer.rawPayload };
  };
  const plain = (text: string) => text.replaceAll(/"requestId":"[^"]*"/g, '');

  it.each([
    ['br', 'gzip, deflate, br, zstd', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['gzip', 'br;q=0, gzip', gunzipSync],
  ] as const)('comes packed as %s to whoever takes %s', async (expected, encodings, unpack) => {
    const { answer: whole } = await ask(`${long}?batch=1`, 'identity');
    const { answer, encoding, bytes } = await ask(`${long}?batch=1`, encodings);
    expect(encoding).toBe(expected);
    expect(bytes.length).toBeLessThan(whole.rawPayload.length / 3);
    expect(plain(unpack(bytes).toString())).toBe(plain(whole.payload));
    expect(String(answer.headers.vary).toLowerCase().split(/, */).sort()).toEqual([
      'accept-encoding',
      'origin',
    ]);
  });

  it('comes as it is when it is short, when nothing else is taken, and in answer to what is sent', async () => {
    for (const [path, encodings, init] of [
      ['nobody?batch=1', 'br', {}],
      [`${long}?batch=1`, 'identity', {}],
      [`${long}?batch=1`, 'br', { method: 'POST', payload: {} }],
    ] as const) {
      const { answer, encoding } = await ask(path, encodings, init);
      expect({ encoding, body: answer.payload.slice(0, 2) }).toEqual({ encoding: undefined, body: '[{' });
    }
  });

  it('is not unpacked when it is sent packed: nobody knows what it would become', async () => {
    const payload = gzipSync(JSON.stringify({ 0: {} }));
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    const { answer } = await ask('members.anonymous?batch=1', 'br', { method: 'POST', payload, headers });
    expect(answer.statusCode).toBe(400);
  });
});

describe("tRPC's own client", () => {
  const clientOf = (link: typeof httpLink | typeof httpBatchLink, token?: string) =>
    createTRPCClient<WidgetRouter>({
      links: [
        link({
          url: `${server.address}/w/${server.project.siteKey}`,
          headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
        }),
      ],
    });

  it.each([
    ['one by one', httpLink],
    ['in batches', httpBatchLink],
  ])('calls the bridge %s', async (_how, link) => {
    const visitor = clientOf(link);
    const [{ token }, second] = await Promise.all([
      visitor.members.anonymous.mutate(),
      visitor.members.anonymous.mutate({}),
    ]);
    expect(token).not.toBe(second.token);
    const { memberId } = await clientOf(link, member).members.merge.mutate({ token });
    expect(memberId).toMatch(/^mem_[0-9a-f]{32}$/);
  });

  it.each([
    ['one by one', httpLink],
    ['in batches', httpBatchLink],
  ])('understands refusals %s', async (_how, link) => {
    const refused = clientOf(link).members.merge.mutate({ token: 'x' });
    await expect(refused).rejects.toBeInstanceOf(TRPCClientError);
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('Sign in first'),
      data: {
        reason: 'sign_in_required',
        httpStatus: 401,
        path: 'members.merge',
        requestId: expect.any(String),
      },
    });
  });
});

describe('the bridge', () => {
  it('refuses a batch of 2,000 commas before splitting it', async () => {
    const answer = await read(server.widgetUrl(`${','.repeat(2000)}?batch=1`), json('{}'));
    expect(answer).toMatchObject({
      status: 400,
      body: expect.stringContaining('"reason":"batch_too_large"'),
    });
    const eleven = Array(11).fill('members.anonymous').join('%2C');
    expect((await read(server.widgetUrl(`${eleven}?batch=1`), json('{}'))).body).toContain('batch_too_large');
  });

  it('refuses a body of 10 MB with a sentence', async () => {
    const answer = await read(server.widgetUrl('interactions.record'), json(`"${'x'.repeat(10_000_000)}"`));
    expect(answer).toMatchObject({ status: 413, body: expect.stringContaining('"reason":"body_too_large"') });
  });

  it('refuses broken UTF-8 instead of storing replacement characters', async () => {
    const body = Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]);
    const answer = await read(server.widgetUrl('members.anonymous'), { ...json(''), body });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('not valid UTF-8') });
  });

  it('never takes a token from the address', async () => {
    for (const name of ['token', 'authorization', 'access_token', 'connectionParams']) {
      const url = server.widgetUrl(`members.merge?${name}=${query(`Bearer ${member}`)}`);
      expect((await read(url, json('{"token":"x"}'))).body).toContain('"reason":"sign_in_required"');
    }
  });

  it('says which field is wrong in a sentence', async () => {
    const { body } = await read(server.widgetUrl('members.merge'), json('{"token":"x"}', member));
    expect(body).toContain('The field \\"token\\" is not valid: That is not an anonymous credential.');
  });
});
