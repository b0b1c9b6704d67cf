import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import { inTenant } from '../database/tenant-scope.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { foldTail } from './fold-tail.ts';
import { giveOrdinals } from './ordinal-store.ts';
import {
  type ActivityState,
  adopt,
  createState,
  hasTail,
  readStanding,
  type Standing,
} from './state-store.ts';
import { summariseLog } from './summary-store.ts';

/** What the derived days are true of. */
export interface Folded {
  /** Everything committed before this instant is in them. */
  asOf: Date;
  /** Grows by one with every fold that changed something. */
  version: number;
}

/** How long a question waits for a fold before it is answered with what was folded last. Milliseconds. */
const PATIENCE = 3_000;
/** A fold that took so long read so much that the log's index had better hear of it at once. Milliseconds. */
const LONG_TAIL = 200;
/** A fold after an import of millions takes minutes; nobody waits for it. */
const STATEMENT_TIMEOUT = 30 * 60_000;

interface Turn {
  running: Promise<Folded>;
  next: Promise<Folded> | undefined;
}

/** Folds of this process under way, by database and project: whoever comes meanwhile shares the next one. */
const turns = new WeakMap<Database, Map<string, Turn>>();

/**
 * Brings a project's derived days up to date. A tail so long that this takes more than some seconds goes on being
 * folded while the question is answered as of the last fold.
 *
 * @throws HearthError not_found for a project that is not there
 */
export async function fold(database: Database, projectId: string, now: Date): Promise<Folded> {
  const whole = foldAll(database, projectId, now);
  const over = new AbortController();
  const late = pause(PATIENCE, undefined, { signal: over.signal }).then(
    async () => {
      // On the one connection of PGlite this waits for the fold after all.
      const state = (await readStanding(database, projectId))?.state;
      return state && state.version > 0 ? { asOf: state.foldedAt, version: state.version } : whole;
    },
    () => whole,
  );
  try {
    return await Promise.race([whole, late]);
  } finally {
    over.abort();
  }
}

/** Brings a project's derived days up to date, however long it takes. */
export function foldAll(database: Database, projectId: string, now: Date): Promise<Folded> {
  const projects = turns.get(database) ?? new Map<string, Turn>();
  turns.set(database, projects);
  const turn = projects.get(projectId);
  if (!turn) return begin(projects, database, projectId, now);
  // The running one may have begun before what this caller knows to be committed.
  turn.next ??= turn.running.then(
    () => begin(projects, database, projectId, now),
    () => begin(projects, database, projectId, now),
  );
  return turn.next;
}

function begin(
  projects: Map<string, Turn>,
  database: Database,
  projectId: string,
  now: Date,
): Promise<Folded> {
  const running = inTenant([projectId], () => foldOnce(database, projectId, now));
  const turn: Turn = { running, next: undefined };
  projects.set(projectId, turn);
  const leave = () => {
    if (projects.get(projectId) === turn && !turn.next) projects.delete(projectId);
  };
  turn.running.then(leave, leave);
  return turn.running;
}

/** Folds until nothing is left that was committed before it was called. */
async function foldOnce(database: Database, projectId: string, now: Date): Promise<Folded> {
  for (;;) {
    const standing = await findStanding(database, projectId);
    const { state } = standing;
    if (standing.hasUnnumbered) await giveOrdinals(database, projectId);
    if (!state) {
      await createState(database, projectId, standing.timeZone);
    } else if (standing.isForeign || state.timeZone !== standing.timeZone || state.version === 0) {
      if (standing.isForeign) await database.transaction((tx) => adopt(tx, projectId), LONG);
      if (await advance(database, projectId, standing, now, true))
        return { asOf: now, version: state.version + 1 };
    } else if (!standing.hasCorrections && !(await isBehind(database, projectId, standing, state))) {
      return { asOf: now, version: state.version };
    } else if (await advance(database, projectId, standing, now, false)) {
      return { asOf: now, version: state.version + 1 };
    }
  }
}

/** What nothing was beyond, by database and project: the state, and the snapshot that was looked for it in. */
const upToDate = new WeakMap<Database, Map<string, string>>();

/** Whether there is a tail. While no transaction of the whole database ends, the last answer is still true. */
async function isBehind(
  database: Database,
  projectId: string,
  { snapshot }: Standing,
  state: ActivityState,
): Promise<boolean> {
  const seen = `${state.version} ${state.snapshot} ${snapshot}`;
  const projects = upToDate.get(database) ?? new Map<string, string>();
  upToDate.set(database, projects);
  if (projects.get(projectId) === seen) return false;
  if (await hasTail(database, projectId, state.snapshot)) return true;
  projects.set(projectId, seen);
  return false;
}

/** Makes a project's derived days anew, from its interactions and answers alone. */
export function rebuild(database: Database, projectId: string, now: Date): Promise<Folded> {
  return inTenant([projectId], () => rebuildOnce(database, projectId, now));
}

async function rebuildOnce(database: Database, projectId: string, now: Date): Promise<Folded> {
  for (;;) {
    const standing = await findStanding(database, projectId);
    await giveOrdinals(database, projectId);
    if (!standing.state) {
      await createState(database, projectId, standing.timeZone);
      continue;
    }
    if (standing.isForeign) await database.transaction((tx) => adopt(tx, projectId), LONG);
    if (await advance(database, projectId, standing, now, true)) {
      return { asOf: now, version: standing.state.version + 1 };
    }
  }
}

const LONG = { statementTimeoutMs: STATEMENT_TIMEOUT };

async function findStanding(database: Database, projectId: string): Promise<Standing> {
  const standing = await readStanding(database, projectId);
  if (!standing) throw new HearthError('not_found', 'There is no such project.');
  return standing;
}

async function advance(
  database: Database,
  projectId: string,
  { state, snapshot, timeZone }: Standing,
  now: Date,
  isRebuild: boolean,
): Promise<boolean> {
  if (!state) return false;
  const to = { snapshot, timeZone, version: state.version + 1, foldedAt: now };
  const began = performance.now();
  const isDone = await database.transaction(
    (tx) => foldTail(tx, { projectId, from: state, to, isRebuild }),
    LONG,
  );
  if (performance.now() - began > LONG_TAIL) await summariseLog(database);
  return isDone;
}
