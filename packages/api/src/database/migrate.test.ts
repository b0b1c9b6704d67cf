import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { complaintsAbout } from '../../prisma/schema-engine.mjs';
import { readImage } from './image.ts';
import { findCache, findMigrations } from './locations.ts';
import { migrate } from './migrate.ts';
import { openTestDatabase } from './testing.ts';

const database = await openTestDatabase();
const folder = mkdtempSync(join(tmpdir(), 'hearth-migrations-'));

afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

beforeEach(async () => {
  rmSync(folder, { recursive: true });
  write('1_tables', 'CREATE TABLE lamp (id int); CREATE TABLE shade (id int);');
  write('2_rows', 'INSERT INTO lamp VALUES (1);');
  await database.script('DELETE FROM _prisma_migrations; DROP TABLE IF EXISTS lamp, shade');
});

const lamps = async () => (await database.query('SELECT id FROM lamp')).length;

test('applies what is missing, in order, and then nothing', async () => {
  expect(await migrate(database, { folder })).toEqual({ applied: ['1_tables', '2_rows'], unknown: [] });
  expect(await migrate(database, { folder })).toEqual({ applied: [], unknown: [] });
  write('3_more', 'INSERT INTO lamp VALUES (2);');
  expect(await migrate(database, { folder })).toEqual({ applied: ['3_more'], unknown: [] });
  expect(await lamps()).toBe(2);
});

test('several starters at once apply each migration once', async () => {
  const reports = await Promise.all(Array.from({ length: 4 }, () => migrate(database, { folder })));
  expect(reports.flatMap(({ applied }) => applied).sort()).toEqual(['1_tables', '2_rows']);
  expect(await lamps()).toBe(1);
});

test.runIf(database.engine === 'postgres')(
  'lets those pass who use a table, and takes its turn when they are done',
  async () => {
    await migrate(database, { folder });
    write('3_wider', 'ALTER TABLE lamp ADD COLUMN watts int;');
    let tell = () => {};
    const held = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const using = database.transaction(async (tx) => {
      await tx.query('SELECT FROM lamp');
      tell();
      await pause(5000);
    });
    await held;
    const migrating = migrate(database, { folder });
    await pause(200);
    const since = performance.now();
    await database.query('SELECT FROM lamp');
    // Whoever comes behind the migration does not wait for the one before it.
    expect(performance.now() - since).toBeLessThan(3000);
    await using;
    expect(await migrating).toEqual({ applied: ['3_wider'], unknown: [] });
  },
);

test('refuses a file that was changed after it had been applied', async () => {
  await migrate(database, { folder });
  write('2_rows', 'INSERT INTO lamp VALUES (1), (2);');
  await expect(migrate(database, { folder })).rejects.toThrow(
    'Migration 2_rows was changed after it had been applied to this database. Restore the file and put the change into a new migration.',
  );
});

test('accepts the line ends of another system', async () => {
  write('1_tables', 'CREATE TABLE lamp (id int);\nCREATE TABLE shade (id int);\n');
  await migrate(database, { folder });
  write('1_tables', 'CREATE TABLE lamp (id int);\r\nCREATE TABLE shade (id int);\r\n');
  expect(await migrate(database, { folder })).toEqual({ applied: [], unknown: [] });
});

test('a file that fails leaves nothing of itself, and the ones before it', async () => {
  write('2_rows', 'INSERT INTO lamp VALUES (1); INSERT INTO lamp VALUES (1/0);');
  await expect(migrate(database, { folder })).rejects.toMatchObject({ code: '22012' });
  expect(await lamps()).toBe(0);
  write('2_rows', 'INSERT INTO lamp VALUES (1);');
  expect(await migrate(database, { folder })).toEqual({ applied: ['2_rows'], unknown: [] });
});

test('names what a newer release has applied', async () => {
  await migrate(database, { folder });
  rmSync(join(folder, '2_rows'), { recursive: true });
  expect(await migrate(database, { folder })).toEqual({ applied: [], unknown: ['2_rows'] });
});

test("refuses a database in which Prisma's own migration ended half-way", async () => {
  await migrate(database, { folder });
  await database.query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '2_rows'`);
  await expect(migrate(database, { folder })).rejects.toThrow(/began in this database and never ended/);
});

test("Prisma's own engine finds the history clean", async () => {
  const image = await readImage({ migrationsFolder: findMigrations(), cacheFolder: findCache() });
  const pglite = await PGlite.create({
    dataDir: 'memory://',
    loadDataDir: new Blob([new Uint8Array(image)]),
  });
  try {
    expect(await complaintsAbout(pglite)).toBeNull();
    await pglite.exec(`UPDATE _prisma_migrations SET checksum = 'x' WHERE migration_name LIKE '%_rules'`);
    expect(await complaintsAbout(pglite)).toContain('_rules');
  } finally {
    await pglite.close();
  }
});
