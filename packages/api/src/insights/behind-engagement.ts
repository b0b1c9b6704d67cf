import type { Behind } from '@hearth/schema';
import { withDays } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { wireId } from '../ids.ts';
import { countPeriods } from './active-periods.ts';
import { findByOrdinal } from './behind-engagement-store.ts';
import { addDays, daysOf, type Step } from './calendar.ts';
import { endOf, type engagementCounters, windowWidths } from './engagement.ts';
import type { Question } from './question.ts';

const PAGE = 50;

/** A member's place in the list: most days first, then by ordinal. */
interface Place {
  days: number;
  ordinal: number;
}

/**
 * The members whom a number of activity counts, with how many days of its window each was active, most first.
 *
 * @param cursor of the page before; undefined: the first
 * @throws HearthError bad_request for a cursor that is none
 */
export async function behindEngagement(
  question: Question,
  step: Step,
  metric: keyof typeof engagementCounters,
  cursor: string | undefined,
): Promise<Behind> {
  const { today, members } = question;
  const after = cursor === undefined ? undefined : readPlace(cursor);
  const width = windowWidths[metric];
  const end = endOf(step, today);
  const from = width === null ? step.from : addDays(end, -width);
  const days = from < end ? daysOf({ from, to: end }) : [];
  const periods = days.map((day) => ({ from: day, to: addDays(day, 1) }));
  const ranges = days.length > 0 ? [{ key: ACTIVE, from, to: end }] : [];
  const places = await withDays(question, ranges, (sets) =>
    [...countPeriods(sets, periods, members)].flatMap((count, ordinal): Place[] =>
      count > 0 ? [{ days: count, ordinal }] : [],
    ),
  );
  places.sort((a, b) => b.days - a.days || a.ordinal - b.ordinal);
  const begin = after
    ? places.findIndex(
        ({ days: own, ordinal }) => own < after.days || (own === after.days && ordinal > after.ordinal),
      )
    : 0;
  const page = begin < 0 ? [] : places.slice(begin, begin + PAGE);
  const last = page.at(-1);
  const isLast = begin < 0 || begin + PAGE >= places.length;
  return {
    of: 'members',
    total: places.length,
    rows: await rowsOf(question, page),
    nextCursor: last && !isLast ? `${last.days}_${last.ordinal}` : null,
  };
}

async function rowsOf({ sql, projectId }: Question, page: readonly Place[]): Promise<Behind['rows']> {
  const found = await findByOrdinal(
    sql,
    projectId,
    page.map(({ ordinal }) => ordinal),
  );
  const byOrdinal = new Map(found.map((member) => [member.ordinal, member]));
  return page.flatMap(({ days, ordinal }) => {
    const member = byOrdinal.get(ordinal);
    if (!member) return [];
    const { id, name, accountName, lastSeenAt } = member;
    return [
      { id: wireId('member', id), name, detail: accountName, amount: days, at: lastSeenAt.toISOString() },
    ];
  });
}

function readPlace(cursor: string): Place {
  const [, days, ordinal] = /^(\d{1,5})_(\d{1,10})$/.exec(cursor) ?? [];
  if (days === undefined || ordinal === undefined) {
    throw new HearthError('bad_request', 'This cursor is not one of ours. Begin again without one.');
  }
  return { days: Number(days), ordinal: Number(ordinal) };
}
