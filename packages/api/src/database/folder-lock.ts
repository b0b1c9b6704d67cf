import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 6;
const SETTLE_MS = 50;

interface Claim {
  pid: number;
  /** Null where the system does not tell. */
  startedAt: string | null;
  token: string;
}

/** This process's own claims: its pid in a lock file means nothing after a container restart. */
const ours = new Set<string>();

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
function livingHolder(text: string): number | null {
  const claim = parse(text);
  if (claim?.pid === process.pid) return ours.has(claim.token) ? claim.pid : null;
  if (!claim || !isRunning(claim.pid)) return null;
  const startedAt = startOf(claim.pid);
  const anotherProcess = startedAt !== null && claim.startedAt !== null && startedAt !== claim.startedAt;
  return anotherProcess ? null : claim.pid;
}

function parse(text: string): Claim | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
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
  const claim: Claim = { pid: process.pid, startedAt: startOf(process.pid), token: randomUUID() };
  const mine = JSON.stringify(claim);
  ours.add(claim.token);
  const unlock = () => {
    if (ours.delete(claim.token) && read(file) === mine) rmSync(file, { force: true });
  };
  try {
    await take(folder, file, mine);
    return unlock;
  } catch (error) {
    unlock();
    throw error;
  }
}

async function take(folder: string, file: string, mine: string): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (create(file, mine)) {
      // Whoever takes a stale lock over at this very moment may move ours away: look again.
      if (attempt > 0) await sleep(SETTLE_MS);
      if (read(file) === mine) return;
      continue;
    }
    const found = read(file);
    if (found === null) continue;
    const pid = livingHolder(found);
    if (pid !== null) {
      throw new Error(
        `The data folder ${folder} is in use by process ${pid}. Stop that process, or give this one another folder or a DATABASE_URL.`,
      );
    }
    // Empty, it was created this instant and is about to be signed.
    if (found === '' && attempt < ATTEMPTS - 1) await sleep(SETTLE_MS);
    else moveAside(file, found);
  }
  throw new Error(`The data folder ${folder} is being claimed by several processes at once. Start one.`);
}

/** Moving is atomic: of two who found the same stale lock, one gets it. */
function moveAside(file: string, stale: string): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
    if (read(aside) === stale) rmSync(aside);
    // Not the stale one any more but that of a quicker process, which gets it back.
    else renameSync(aside, file);
  } catch {
    // the other one had it
  }
}
