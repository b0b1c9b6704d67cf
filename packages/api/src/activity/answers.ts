import { type Answers, findAnswers, type WantedAnswers } from './answer-store.ts';
import type { Source } from './day-cache.ts';

interface Known {
  /** All that folds up to this one have written is in. */
  version: number;
  answers: readonly Answers[];
  bytes: number;
}

/** Held between questions: some millions of answers. Bytes. */
const CAPACITY = 16 * 1024 * 1024;
/** What an entry and its parts cost beside the ordinals, roughly. */
const OVERHEAD = 200;

/** By project and what was asked for; the least recently used first. */
const known = new Map<string, Known>();
let held = 0;

/** Answers of a period, to be looked at only. Asks the database only if something has been folded since the last time. */
export async function readAnswers(
  { sql, projectId, version }: Source,
  wanted: WantedAnswers,
): Promise<readonly Answers[]> {
  const { from, to, kind, surveyId } = wanted;
  const id = [projectId, kind, surveyId, from, to].join(' ');
  const last = known.get(id);
  if (last && last.version >= version) {
    keep(id, last);
    return last.answers;
  }
  const answers = await findAnswers(sql, projectId, wanted);
  const bytes = answers.reduce((sum, { ordinals }) => sum + ordinals.byteLength + OVERHEAD, OVERHEAD);
  keep(id, { version, answers, bytes });
  return answers;
}

/** Puts an entry at the end, in place of an older one, and drops from the beginning what is too much. */
function keep(id: string, entry: Known): void {
  held += entry.bytes - (known.get(id)?.bytes ?? 0);
  known.delete(id);
  known.set(id, entry);
  for (const [oldest, { bytes }] of known) {
    if (held <= CAPACITY) return;
    known.delete(oldest);
    held -= bytes;
  }
}
