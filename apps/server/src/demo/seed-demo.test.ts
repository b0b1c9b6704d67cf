import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openLogger } from '../logger.ts';
import { startTestServer, type TestServer } from '../testing.ts';
import { readDemoKeys } from './keys-file.ts';
import { seedDemo } from './seed-demo.ts';

let server: TestServer;
const folder = mkdtempSync(join(tmpdir(), 'hearth-demo-'));
const file = join(folder, 'demo.json');

beforeAll(async () => {
  server = await startTestServer({ database: 'pglite' });
  // The demo is for a database without projects.
  await server.backend.services.database.execute('DELETE FROM project');
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await server.close();
  rmSync(folder, { recursive: true });
});

const tell = () =>
  seedDemo(
    server.backend,
    { life: 'week', origins: [], file },
    {
      address: server.address,
      databaseUrl: 'memory:',
      log: openLogger('silent'),
      onProgress: () => {},
    },
  );

const stored = async () => {
  const [row] = await server.backend.services.database.query<{ projects: number; interactions: number }>(
    `SELECT (SELECT count(*) FROM project) AS projects, (SELECT count(*) FROM interaction) AS interactions`,
  );
  return row;
};

/** A week is told one and a half times, which takes a busy machine a while. */
const patience = { timeout: 120_000 };

it(
  'a demo whose telling is interrupted is told anew by the next start, whole, and then kept',
  patience,
  async () => {
    const open = fetch;
    let left = 40;
    vi.stubGlobal('fetch', (...args: Parameters<typeof fetch>) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('The lights went out')) : open(...args);
    });
    await expect(tell()).rejects.toThrow('The lights went out');
    const half = await stored();
    expect(half?.interactions).toBeGreaterThan(0);
    expect(readDemoKeys(file)).toBeNull();

    vi.stubGlobal('fetch', open);
    await tell();
    const whole = await stored();
    expect(whole?.projects).toBe(1);
    expect(whole?.interactions).toBeGreaterThan(2 * (half?.interactions ?? 0));
    const keys = readDemoKeys(file);
    expect(keys?.siteKey).toMatch(/^pk_live_/);

    await tell();
    expect(await stored()).toEqual(whole);
    expect(readDemoKeys(file)).toEqual(keys);
    const operators = await server.backend.services.database.query('SELECT email FROM operator');
    expect(operators).toEqual([{ email: keys?.operator.email }]);
  },
);
