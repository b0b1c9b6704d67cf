import { readdirSync, readFileSync } from 'node:fs';
import type { Sql } from '../../packages/api/src/database/sql.ts';

/** Linux counts processor time in hundredths of a second. */
const TICK_MICROSECONDS = 10_000;

interface Stat {
  parent: number;
  /** Its own and that of its children who have ended. Microseconds. */
  used: number;
}

/** Null for one that is gone, or where there is no /proc. */
function read(pid: number): Stat | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return null;
  }
  // The name, in brackets, may hold anything: the fields are counted from behind it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [user, system, childrensUser, childrensSystem] = fields.slice(11, 15).map(Number);
  const used = [user, system, childrensUser, childrensSystem].reduce(
    (sum: number, ticks) => sum + (ticks ?? 0),
    0,
  );
  return { parent: Number(fields[1]), used: used * TICK_MICROSECONDS };
}

/** What a process and its children have used of the processors, in microseconds; NaN where the system does not say. */
export function processorTime(pid: number): number {
  const own = read(pid);
  if (!own) return Number.NaN;
  const children = readdirSync('/proc').flatMap((name) => {
    const stat = /^\d+$/.test(name) ? read(Number(name)) : null;
    return stat?.parent === pid ? [stat] : [];
  });
  return children.reduce((sum, { used }) => sum + used, own.used);
}

/** Resident memory of a process in megabytes, now and at its highest; NaN where the system does not say. */
export function memoryOf(pid: number): { now: number; highest: number } {
  const status = readStatus(pid);
  const megabytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? Number.NaN) / 1024;
  return { now: megabytes('VmRSS'), highest: megabytes('VmHWM') };
}

function readStatus(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    return '';
  }
}

/** The process that all of a database server's others are children of. */
export async function findPostmaster(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ text: string }>(`SELECT pg_read_file('postmaster.pid') AS text`);
  return Number(row?.text.split('\n')[0]);
}
