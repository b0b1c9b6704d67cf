import { validate } from '@readme/openapi-parser';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startTestServer, type TestServer } from '../testing.ts';
import { routes } from './routes.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const Document = z.object({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
});
const read = async (): Promise<string> => (await fetch(`${server.address}/v1/openapi.json`)).text();

it('is a document of OpenAPI 3.1 that a validator has nothing against', async () => {
  const text = await read();
  const result = await validate(JSON.parse(text));
  expect(result.valid ? [] : result.errors).toEqual([]);
  expect(Document.parse(JSON.parse(text)).openapi).toBe('3.1.0');
});

it('tells of every address the server has, and names each operation once', async () => {
  const { paths } = Document.parse(JSON.parse(await read()));
  const told = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, { operationId }]) => ({ path, method, operationId })),
  );
  expect(told).toHaveLength(routes.length);
  expect(new Set(told.map(({ operationId }) => operationId)).size).toBe(routes.length);
  for (const { path, method } of told) {
    const url = `${server.address}/v1${path.replace('{metric}', 'nps').replace('{siteKey}', 'x')}`;
    const response = await fetch(url, { method: method.toUpperCase() });
    expect(`${path} ${response.status}`).not.toBe(`${path} 404`);
  }
});

it('says what a fact looks like', async () => {
  const text = await read();
  expect(JSON.parse(text)).toMatchObject({
    paths: {
      '/track': {
        post: {
          requestBody: {
            content: {
              'application/json': {
                schema: {
                  properties: { event: { type: 'string' }, messageId: {}, userId: {} },
                  required: ['event'],
                },
              },
            },
          },
        },
      },
    },
  });
});
