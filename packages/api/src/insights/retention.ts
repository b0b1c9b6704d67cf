import { cohortRetention } from '@hearth/metrics';
import type { Retention, RetentionInput } from '@hearth/schema';
import { type Days, withDays } from '../activity/days.ts';
import { ACTIVE, FIRST } from '../activity/keys.ts';
import { type MarkedSet, sizeWithin, unionOf } from '../activity/member-set.ts';
import type { Services } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { intervalStart, type Step, stepsOf } from './calendar.ts';
import { freshnessOf, openQuestion } from './question.ts';

/** Rows of the largest table: two years of weeks, ten of months. */
const MOST_ROWS = 120;

/**
 * Of those who were (first) active in each step, how many were active again in it and in each later one.
 *
 * @throws HearthError bad_request for more steps than a table can show; not_found for an unknown segment
 */
export async function getRetention(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { segmentId, mode, cohort, ...asked }: RetentionInput,
): Promise<Retention> {
  const question = await openQuestion(services, projectId, { segmentId });
  const { today, members } = question;
  // From the beginning of its first week or month: a cohort of its last days alone says nothing.
  const period = { ...asked, from: intervalStart(asked.from, asked.interval) };
  const steps = stepsOf(period, today).filter(({ from }) => from <= today);
  if (steps.length > MOST_ROWS) {
    throw new HearthError(
      'bad_request',
      `A retention table has at most ${MOST_ROWS} rows: ask for a shorter period or a wider interval.`,
    );
  }
  const ranges = [ACTIVE, FIRST].map((key) => ({ key, from: period.from, to: period.to }));
  const cohorts = await withDays(question, ranges, (days) => {
    const active = steps.map((step) => days.union(ACTIVE, step));
    const reached = mode === 'on' ? active : thenOrLater(active);
    return steps.map((step, row) => {
      const own = cohortOf(days, step, active[row], cohort);
      if (members) own.keep(members);
      return rowOf(step, own, steps.slice(row), reached.slice(row));
    });
  });
  return { cohorts, ...freshnessOf(question) };
}

/** Those active in each step or in any later one. */
function thenOrLater(active: readonly MarkedSet[]): MarkedSet[] {
  let later: MarkedSet | undefined;
  return active
    .toReversed()
    .map((own) => {
      later = later ? unionOf([own, later]) : own;
      return later;
    })
    .toReversed();
}

function cohortOf(
  days: Days,
  step: Step,
  active: MarkedSet | undefined,
  cohort: RetentionInput['cohort'],
): MarkedSet {
  return cohort === 'recurring' && active ? active.clone() : days.union(FIRST, step);
}

function rowOf(
  step: Step,
  cohort: MarkedSet,
  later: readonly Step[],
  reached: readonly MarkedSet[],
): Retention['cohorts'][number] {
  const size = cohort.size;
  const cells = reached.map((set, index) => {
    const retained = sizeWithin(set, cohort);
    const measure = cohortRetention({ retained, cohort: size });
    return { ...measure, members: retained, incomplete: later[index]?.incomplete ?? false };
  });
  return { from: step.from, to: step.to, size, cells };
}
