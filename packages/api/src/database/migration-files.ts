import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface MigrationFile {
  /** The folder's name, `20260101000000_spine`: its order and its identity. */
  name: string;
  sql: string;
  checksum: string;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Every migration in a folder laid out as Prisma does, oldest first. */
export function readMigrations(folder: string): MigrationFile[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      // Git on Windows may have changed the line ends; the checksum is that of the file as it was committed.
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8').replaceAll('\r\n', '\n');
      return { name, sql, checksum: sha256(sql) };
    });
}

/** One word for a whole history: equal when every migration is. */
export function fingerprint(migrations: readonly MigrationFile[], ...also: string[]): string {
  return sha256([...also, ...migrations.map(({ name, checksum }) => `${name} ${checksum}`)].join('\n')).slice(
    0,
    16,
  );
}
