import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Locks that this very process holds: its own pid in a lock file means nothing after a container restart. */
const held = new Set<string>();

const owner = (pid: number, startedAt: string | null) => JSON.stringify({ pid, startedAt });

/**
 * When a process began, where the system tells (Linux): pids are used again, above all in containers, where
 * every life of a service has the same one.
 */
function startOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the fields after it are fixed, the start is the twentieth.
    return `${boot} ${status.slice(status.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The pid that holds the lock, or null when its holder is gone. */
function livingHolder(file: string, text: string): number | null {
  const pid = Number(/"pid":(\d+)/.exec(text)?.[1]);
  if (!pid) return null;
  if (pid === process.pid) return held.has(file) ? pid : null;
  if (!isRunning(pid)) return null;
  const startedAt = startOf(pid);
  return startedAt !== null && text !== owner(pid, startedAt) ? null : pid;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

function create(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Claims a data folder for this process, since PGlite lets two processes open one folder and destroy it.
 * A lock whose process is gone is taken over. Answers with the way to give the folder back.
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const file = join(folder, 'hearth.lock');
  const mine = owner(process.pid, startOf(process.pid));
  for (let attempt = 0; attempt < 5; attempt++) {
    if (create(file, mine)) {
      // Whoever took a stale lock over at the same moment may have moved ours away: look again.
      if (attempt > 0) await sleep(50);
      if (read(file) !== mine) continue;
      held.add(file);
      return () => {
        if (!held.delete(file)) return;
        if (read(file) === mine) rmSync(file, { force: true });
      };
    }
    const found = read(file);
    if (found === null) continue;
    if (found === '' && attempt < 4) {
      // Created this instant, and about to be signed.
      await sleep(50);
      continue;
    }
    const pid = livingHolder(file, found);
    if (pid !== null) {
      throw new Error(
        `The data folder ${folder} is in use by process ${pid}. Stop that process, or give this one another folder or a DATABASE_URL.`,
      );
    }
    // Moving is atomic: of two who find the same stale lock, one gets it.
    const aside = `${file}.${randomUUID()}`;
    try {
      renameSync(file, aside);
      rmSync(aside);
    } catch {
      // the other one did
    }
  }
  throw new Error(`The data folder ${folder} is being claimed by several processes at once. Start one.`);
}
