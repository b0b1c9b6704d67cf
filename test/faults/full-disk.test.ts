import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '../../scripts/postgres.mjs';
import { openRows } from '../rows.ts';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { Load } from './load.ts';
import { chooseSeed, seeded } from './random.ts';
import { unlimited } from './unlimited.ts';

const seed = chooseSeed();
const again = `Run it again with HEARTH_SEED=${seed}`;
const random = seeded(seed);
const isPossible = process.platform === 'linux' && process.getuid?.() === 0;

let disk: string | undefined;
let postgres: Postgres | undefined;
let databaseUrl: string;
let stack: Stack | undefined;

/** A small disk of its own, in memory: filling it harms nobody else. */
async function mountDisk(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hearth-disk-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=600m', 'tmpfs', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`A small disk could not be mounted: ${stderr}`);
  await chmod(folder, 0o1777);
  return folder;
}

beforeAll(async () => {
  if (!isPossible) return;
  disk = await mountDisk();
  // Where a throwaway server is put is where temporary files go.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = disk;
  try {
    postgres = await startPostgres({ from: 'embedded' });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  databaseUrl = (await createDatabase(postgres.url)).url;
  stack = await startStack(databaseUrl, unlimited);
}, 300_000);

afterAll(async () => {
  await stack?.stop();
  await postgres?.stop();
  if (disk === undefined) return;
  // The leash of a throwaway server sweeps its folder a moment after it has ended.
  for (let tries = 0; tries < 20 && spawnSync('umount', [disk]).status !== 0; tries += 1) await pause(250);
  await rm(disk, { recursive: true, force: true });
});

/** Leaves so much of the disk and no more. */
async function fill(folder: string, left: number): Promise<() => Promise<void>> {
  const { bavail, bsize } = await statfs(folder);
  const ballast = join(folder, 'ballast');
  await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - left))).catch((error: unknown) => {
    // The database was quicker by a page or two: then the disk is as full as it can be.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  });
  return () => rm(ballast);
}

describe('a database whose disk is full', () => {
  test('acknowledges nothing that it cannot keep, refuses nobody for it, and goes on when there is room', async (context) => {
    if (!disk || !stack || !postgres)
      return context.skip('This needs root on Linux, to mount a small disk of its own.');
    const load = await Load.begin(stack, { members: 8, databaseUrl, random });
    await pause(500);
    const empty = await fill(disk, 256 * 1024);
    // What is written by others fills what is left, in the log of the database or in its tables.
    const filler = await openRows(databaseUrl);
    const full = await filler
      .rows(
        'CREATE TABLE filler AS SELECT repeat(md5(g::text), 200) AS words FROM generate_series(1, 20000) g',
      )
      .catch((error: unknown) => error);
    // Before the database is crashed below, which would end this connection behind our back.
    await filler.close().catch(() => {});
    await pause(3000);
    const misses = load.misses.length;
    await empty();
    // It may have given up altogether, and is started again by whoever made room.
    await postgres.crash();
    await postgres.resume();
    await load.end();

    expect(String(full), again).toMatch(/No space left|terminated|closed|recovery/);
    expect(misses, again).toBeGreaterThan(0);
    expect(load.missed, again).toEqual([503]);
    expect(await load.problems(), again).toEqual([]);
    const codes = load.members.flatMap(({ told }) =>
      told.flatMap((one) => (one.status === 'rejected' ? one.code : [])),
    );
    // A full disk is no fault of what is stored: the member's browser is not to let go of it.
    expect(codes, again).not.toContain('handler_failed');
    expect(load.history.count('accepted'), again).toBeGreaterThan(100);
  });
});
