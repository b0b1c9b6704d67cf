import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from './folder-lock.ts';
import { migrate } from './migrate.ts';
import { fingerprint, readMigrations } from './migration-files.ts';
import { pglitePool } from './pglite-pool.ts';
import { PooledSql } from './sql.ts';

const PREFIX = 'pglite-';
const BUILDING_MS = 120_000;

export interface ImageOptions {
  migrationsFolder: string;
  cacheFolder: string;
}

/**
 * A tar file of an empty, migrated PGlite: creating one takes seconds, restoring one a fraction of a second. Made
 * once for each combination of migrations and PGlite, by whoever comes first; the others wait.
 */
export async function readImage({ migrationsFolder, cacheFolder }: ImageOptions): Promise<Buffer> {
  const key = fingerprint(readMigrations(migrationsFolder), pgliteVersion());
  const file = join(cacheFolder, `${PREFIX}${key}.tar`);
  const deadline = Date.now() + BUILDING_MS;
  while (!existsSync(file)) {
    const building = join(cacheFolder, `${PREFIX}${key}`);
    mkdirSync(building, { recursive: true });
    let unlock: () => void;
    try {
      unlock = await lockFolder(building);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(200);
      continue;
    }
    try {
      if (!existsSync(file)) await build(file, migrationsFolder);
    } finally {
      unlock();
    }
  }
  return readFileSync(file);
}

async function build(file: string, migrationsFolder: string): Promise<void> {
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create('memory://');
  try {
    const pool = pglitePool(pglite, 0);
    const sql = new PooledSql(pool, 0);
    await migrate(sql, { folder: migrationsFolder });
    await sql.script('CHECKPOINT');
    await pool.end();
    const tar = await pglite.dumpDataDir('none');
    // Written aside and moved: nobody ever reads half an image.
    const aside = `${file}.${randomUUID()}`;
    writeFileSync(aside, Buffer.from(await tar.arrayBuffer()));
    renameSync(aside, file);
    forgetOthers(file);
  } finally {
    await pglite.close();
  }
}

/** An image weighs 40 MB and a migration makes the older ones useless. */
function forgetOthers(file: string): void {
  const folder = dirname(file);
  const keep = file.slice(folder.length + 1).replace('.tar', '');
  for (const name of readdirSync(folder)) {
    if (name.startsWith(PREFIX) && !name.startsWith(keep))
      rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function pgliteVersion(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(dirname(entry), '../package.json'), 'utf8'),
  );
  return version;
}
