import type { World } from './world.ts';

/**
 * Not of the call that is looked at: what is counted of every call, and what is derived some time after an earlier one
 * that was taken.
 */
const OTHERS = ['limit_window', 'activity_day', 'answer_day', 'activity_state', 'activity_correction'];

export type RowCounts = ReadonlyMap<string, number>;

/** Rows of every table there is, so that a new one is counted without a word. */
export async function countRows({ server }: World): Promise<RowCounts> {
  const { database } = server.backend.services;
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> ALL ($1::text[])`,
    [OTHERS],
  );
  const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS rows FROM "${name}"`);
  const rows = await database.query<{ name: string; rows: number }>(counts.join(' UNION ALL '));
  return new Map(rows.map(({ name, rows: counted }) => [name, counted]));
}

/** Whom a host names is known from then on, whatever becomes of what it said of them. */
const NAMED_BY_HOSTS = ['member'];

/** What a refused call left behind, by table; null when nothing. */
export function leftBehind(before: RowCounts, after: RowCounts, by: 'host' | 'anybody else'): string | null {
  const own = by === 'host' ? NAMED_BY_HOSTS : [];
  const changed = [...after].filter(([name, rows]) => before.get(name) !== rows && !own.includes(name));
  if (changed.length === 0) return null;
  return `was refused and left rows: ${changed.map(([name, rows]) => `${name} ${rows - (before.get(name) ?? 0)}`).join(', ')}`;
}
