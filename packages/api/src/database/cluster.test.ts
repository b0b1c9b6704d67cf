import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { isUnavailable } from './errors.ts';

const folder = mkdtempSync(join(tmpdir(), 'hearth-cluster-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a data folder keeps what was stored, and is one process’s at a time', async () => {
  const url = join(folder, 'kept');
  const first = await openDatabase({ url });
  await first.script('CREATE TABLE lamp (id int); INSERT INTO lamp VALUES (7)');
  await expect(openDatabase({ url })).rejects.toThrow(/is in use by process/);
  await first.close();

  const again = await openDatabase({ url: `file:${url}` });
  expect(again.engine).toBe('pglite');
  expect(await again.query('SELECT id FROM lamp')).toEqual([{ id: 7 }]);
  await again.close();
});

test('a new data folder is migrated already', async () => {
  const database = await openDatabase({ url: join(folder, 'new') });
  expect(await database.prisma.project.count()).toBe(0);
  await database.close();
});

test('a process that is killed loses nothing it had committed', async () => {
  const living = await openDatabase({ url: join(folder, 'living') });
  await living.script('CREATE TABLE lamp (id int)');
  await living.transaction((tx) => tx.execute('INSERT INTO lamp VALUES (7)'));
  // What a killed process leaves: its files as they are at this moment, nothing closed.
  cpSync(join(folder, 'living/cluster'), join(folder, 'dead/cluster'), { recursive: true });
  await living.close();

  const heir = await openDatabase({ url: join(folder, 'dead') });
  expect(await heir.query('SELECT id FROM lamp')).toEqual([{ id: 7 }]);
  await heir.close();
});

test('a restore that was cut short is swept away and done again', async () => {
  const url = join(folder, 'cut');
  mkdirSync(join(url, 'cluster.half/base'), { recursive: true });
  const database = await openDatabase({ url });
  await database.ping();
  await database.close();
  expect(readdirSync(url)).toEqual(['cluster']);
});

test('a folder that cannot be opened is given back', async () => {
  const url = join(folder, 'without');
  await expect(openDatabase({ url, migrationsFolder: join(folder, 'nowhere') })).rejects.toThrow(/nowhere/);
  expect(readdirSync(url)).toEqual([]);
});

test('a closed database is unavailable, not a riddle', async () => {
  const database = await openDatabase({ url: 'memory:' });
  await database.close();
  await expect(database.query('SELECT 1')).rejects.toSatisfy(isUnavailable);
});
