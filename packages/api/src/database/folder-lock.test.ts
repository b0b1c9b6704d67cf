import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hearth-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lockFile = () => join(folder, 'hearth.lock');
const claim = (pid: number, startedAt: string | null) =>
  writeFileSync(lockFile(), JSON.stringify({ pid, startedAt }));

test('a folder in use is refused with a sentence that names the process', async () => {
  const unlock = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(
    `The data folder ${folder} is in use by process ${process.pid}. Stop that process`,
  );
  unlock();
  expect(existsSync(lockFile())).toBe(false);
});

test('a folder given back can be claimed again', async () => {
  (await lockFolder(folder))();
  (await lockFolder(folder))();
});

test('another living process keeps its folder', async () => {
  const other = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  try {
    claim(other.pid ?? 0, null);
    await expect(lockFolder(folder)).rejects.toThrow(`in use by process ${other.pid}`);
  } finally {
    other.kill('SIGKILL');
    await once(other, 'exit');
  }
  // Killed, it left its lock behind: that one is taken over.
  (await lockFolder(folder))();
});

test('a lock whose pid now belongs to another process is taken over', async () => {
  claim(process.ppid, 'another boot, another time');
  (await lockFolder(folder))();
});

test('a lock left by an earlier life with our own pid is taken over', async () => {
  claim(process.pid, null);
  (await lockFolder(folder))();
});

test('of many who find the same stale lock one gets it', async () => {
  for (let round = 0; round < 20; round++) {
    claim(process.pid, 'an earlier life');
    const claims = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder)));
    const won = claims.filter((outcome) => outcome.status === 'fulfilled');
    expect(won).toHaveLength(1);
    won[0]?.value();
  }
});
