import type { Transaction } from '../database/database.ts';
import { findHeld, findTouched, recount, recountAll } from './answer-store.ts';
import { bitmapOf, type MutableBitmap, readBitmap, scratch, writeBitmap } from './bitmap.ts';
import { type Corrections, takeCorrections } from './correction-store.ts';
import { type DayRow, emptyOlder, findDay, findSince, readAll, writeDays } from './day-store.ts';
import { correctFirstDays } from './first-days.ts';
import { ACTIVE, EVER, EVER_DAY, FIRST, keysOf } from './keys.ts';
import { type ActivityState, lockState, NOTHING, saveState } from './state-store.ts';
import { type Group, readTail, type Tail } from './tail-store.ts';

export interface Step {
  projectId: string;
  from: ActivityState;
  /** What `from` becomes; its snapshot was taken before this transaction began. */
  to: ActivityState;
  /** Not on what is there, but anew. */
  isRebuild: boolean;
}

/** One fold under way. */
interface Run extends Step {
  tx: Transaction;
  corrections: Corrections;
  tail: Tail;
}

/**
 * Brings the derived days from one state to the next, in one transaction; false when another fold was first. The
 * state's row makes folds take turns. Whatever commits while it runs may be read already and is read once more by
 * the next one, which changes nothing: a member is in a set once.
 */
export async function foldTail(tx: Transaction, step: Step): Promise<boolean> {
  const { projectId, from, to, isRebuild } = step;
  if (!(await lockState(tx, projectId, from))) return false;
  const corrections = await takeCorrections(tx, projectId);
  const beyond = isRebuild ? NOTHING : from.snapshot;
  const readAgain = isRebuild ? [] : corrections.readAgain;
  const tail = { projectId, beyond, readAgain, timeZone: to.timeZone };
  const run: Run = { ...step, tx, corrections, tail };
  if (!isRebuild) await removeForgotten(run);
  await foldFirstDays(run, await foldDays(run));
  if (isRebuild) await emptyOlder(tx, projectId, to.version, writeBitmap(bitmapOf()));
  await foldAnswers(run);
  await saveState(tx, projectId, to);
  return true;
}

/** Takes forgotten members out of every set; what is left of their interactions puts them back. */
async function removeForgotten({ tx, projectId, to, corrections: { forgotten } }: Run): Promise<void> {
  if (forgotten.length === 0) return;
  const without = ({ members, ...row }: DayRow): DayRow[] => {
    const bitmap = readBitmap(members);
    if (!forgotten.some((ordinal) => bitmap.has(ordinal))) return [];
    bitmap.removeMany(forgotten);
    return [{ ...row, members: writeBitmap(bitmap) }];
  };
  for await (const rows of readAll(tx, projectId)) {
    await writeDays(
      tx,
      projectId,
      to.version,
      scratch(() => rows.flatMap(without)),
    );
  }
}

/** Adds the tail to its days, one after another; returns who was active on which. */
async function foldDays(run: Run): Promise<Map<string, MutableBitmap>> {
  const active = new Map<string, MutableBitmap>();
  let day: string | undefined;
  let sets = new Map<string, MutableBitmap>();
  const finish = async () => {
    if (day === undefined) return;
    await mergeDay(run, day, sets);
    const own = sets.get(ACTIVE);
    if (own) active.set(day, own);
    for (const [key, set] of sets) if (key !== ACTIVE) set.dispose();
    sets = new Map();
  };
  for await (const group of readTail(run.tx, run.tail)) {
    if (group.day !== day) {
      await finish();
      day = group.day;
    }
    addGroup(sets, group);
  }
  await finish();
  return active;
}

function addGroup(sets: Map<string, MutableBitmap>, { ordinals, ...deed }: Group): void {
  for (const key of keysOf(deed)) {
    const set = sets.get(key);
    if (set) set.addMany(ordinals);
    else sets.set(key, bitmapOf(ordinals));
  }
}

async function mergeDay(run: Run, day: string, sets: ReadonlyMap<string, MutableBitmap>): Promise<void> {
  const { tx, projectId, to, isRebuild, corrections } = run;
  const stored = isRebuild ? [] : await findDay(tx, projectId, day, [...sets.keys()]);
  const before = new Map(stored.map(({ key, members }) => [key, members]));
  const rows = scratch(() =>
    [...sets].map(([key, set]) => {
      const bytes = before.get(key);
      const members = bytes ? readBitmap(bytes) : bitmapOf();
      members.removeMany(corrections.gone);
      members.orInPlace(set);
      return { key, day, members: writeBitmap(members) };
    }),
  );
  await writeDays(tx, projectId, to.version, rows);
}

async function foldFirstDays(run: Run, active: ReadonlyMap<string, MutableBitmap>): Promise<void> {
  const { tx, projectId, to, isRebuild, corrections } = run;
  const forgotten = corrections.forgotten.length > 0;
  const [earliest] = [...active.keys()].sort();
  if (earliest === undefined && !forgotten) return;
  const firsts = isRebuild || earliest === undefined ? [] : await findSince(tx, projectId, FIRST, earliest);
  const evers = isRebuild ? [] : await findDay(tx, projectId, EVER_DAY, [EVER]);
  const rows = scratch(() => {
    const read = ({ day, members }: DayRow) => {
      const bitmap = readBitmap(members);
      bitmap.removeMany(corrections.gone);
      return [day, bitmap] as const;
    };
    const first = new Map(firsts.map(read));
    const ever = evers.map((row) => read(row)[1])[0] ?? bitmapOf();
    const corrected = correctFirstDays(active, first, ever);
    // A set that lost only those merged away has changed too.
    if (corrections.gone.length > 0) {
      for (const [day, set] of first) if (!corrected.changed.has(day)) corrected.changed.set(day, set);
    }
    return [
      ...[...corrected.changed].map(([day, set]) => ({ key: FIRST, day, members: writeBitmap(set) })),
      { key: EVER, day: EVER_DAY, members: writeBitmap(corrected.ever) },
    ];
  });
  await writeDays(tx, projectId, to.version, rows);
  for (const set of active.values()) set.dispose();
}

async function foldAnswers({ tx, projectId, to, isRebuild, corrections, tail }: Run): Promise<void> {
  if (isRebuild) return recountAll(tx, projectId, to.timeZone);
  const touched = await findTouched(tx, tail, corrections.answering);
  const held = await findHeld(tx, projectId, corrections.answered);
  await recount(tx, projectId, to.timeZone, [...touched, ...held]);
}
