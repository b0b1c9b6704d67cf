import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, inject, test } from 'vitest';
import { openRows, type Rows } from '../rows.ts';
import { createDatabase, freePort, Program } from '../stack.ts';
import { chooseSeed, seeded, wholeFrom } from './random.ts';

const undo: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const each of undo.toReversed()) await each();
});

const open = async (content: 'demo' | 'nothing') => {
  const { url, drop } = await createDatabase(inject('postgresUrl'), content);
  undo.push(drop);
  const { rows, close } = await openRows(url);
  undo.push(close);
  return { url, rows };
};

const start = async (databaseUrl: string): Promise<{ server: Program; file: string }> => {
  const data = await mkdtemp(join(tmpdir(), 'hearth-half-told-'));
  undo.push(() => rm(data, { recursive: true, force: true }));
  const server = new Program('apps/server/dist/server.js', {
    HEARTH_PORT: String(await freePort()),
    HEARTH_DATA: join(data, 'hearth'),
    HEARTH_DEMO: 'week',
    DATABASE_URL: databaseUrl,
    LOG_LEVEL: 'warn',
  });
  undo.push(() => server.end('SIGTERM'));
  return { server, file: join(data, 'demo.json') };
};

/** Of each kind, how often it happened; and who may sign in. */
const told = async (rows: Rows) => ({
  projects: (await rows('SELECT FROM project')).length,
  operators: await rows('SELECT email FROM operator'),
  kinds: await rows('SELECT kind, count(*)::int AS count FROM interaction GROUP BY 1 ORDER BY 1'),
});
/** 0 until there is a table for them. */
const interactions = (rows: Rows): Promise<number> =>
  rows('SELECT FROM interaction').then(
    (found) => found.length,
    () => 0,
  );

test('a demo whose telling was killed is whole after the next start, and another process waits for that', async () => {
  const seed = chooseSeed();
  const random = seeded(seed);
  const whole = await told((await open('demo')).rows);
  const { url, rows } = await open('nothing');

  const { server: killed } = await start(url);
  const enough = wholeFrom(random, 5, 60);
  await expect.poll(() => interactions(rows), { timeout: 60_000, interval: 5 }).toBeGreaterThan(enough);
  await killed.end('SIGKILL');
  const half = await told(rows);
  expect(half.projects).toBe(1);
  expect(half.kinds, `Too late to be half told: seed ${seed}`).not.toEqual(whole.kinds);

  const [halfTold] = await rows('SELECT id FROM project');
  const first = await start(url);
  const isBegunAnew = async () => {
    const [project] = await rows('SELECT id FROM project');
    return project !== undefined && project.id !== halfTold?.id && (await interactions(rows)) > 0;
  };
  await expect.poll(isBegunAnew, { timeout: 60_000, interval: 5 }).toBe(true);
  // To this one, too, the demo is half told; but somebody is at it.
  const both = [first, await start(url)];
  const seen = both.map(async ({ server }) => {
    await server.hasSpoken();
    expect(server.exitCode, server.output).toBeNull();
    return told(rows);
  });
  expect(await Promise.all(seen), `Run it again with HEARTH_SEED=${seed}`).toEqual([whole, whole]);

  // Each has written down keys for it, of the one project that there is.
  const [project] = await rows<{ site_key: string }>('SELECT site_key FROM project');
  for (const { file } of both) expect(await readFile(file, 'utf8')).toContain(`"${project?.site_key}"`);
});
