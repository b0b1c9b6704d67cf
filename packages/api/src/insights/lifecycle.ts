import { lifecycle } from '@hearth/metrics';
import type { Day, Lifecycle, LifecycleInput } from '@hearth/schema';
import { withDays } from '../activity/days.ts';
import { ACTIVE, FIRST } from '../activity/keys.ts';
import { intersectionOf, type MarkedSet, sizeWithin } from '../activity/member-set.ts';
import type { Services } from '../context.ts';
import { addDays, before, intervalStart, type Step, stepsOf } from './calendar.ts';
import { freshnessOf, openQuestion, type Question } from './question.ts';

/**
 * Where each step's active members come from, and how many of those before are gone.
 *
 * @throws HearthError not_found for a segment that this project does not have
 */
export async function getLifecycle(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { segmentId, ...asked }: LifecycleInput,
): Promise<Lifecycle> {
  const question = await openQuestion(services, projectId, { segmentId });
  const { today } = question;
  // From the beginning of its first week or month: beside a weekend alone, all of Monday's would be resurrecting.
  const period = { ...asked, from: intervalStart(asked.from, asked.interval) };
  const steps = stepsOf(period, today).filter(({ from }) => from <= today);
  const [first] = steps;
  if (!first) return { points: [], ...freshnessOf(question) };
  const previous = stepBefore(first, period.interval, today);
  const ranges = [
    { key: ACTIVE, from: previous.from, to: period.to },
    { key: FIRST, from: period.from, to: period.to },
  ];
  const points = await withDays(question, ranges, (days) => {
    let then = days.union(ACTIVE, previous);
    return steps.map((step) => {
      const now = days.union(ACTIVE, step);
      const counts = countStep(question, { now, then, first: days.union(FIRST, step) });
      then = now;
      return { ...step, ...counts };
    });
  });
  return { points, ...freshnessOf(question) };
}

/** The whole interval before the first one. */
function stepBefore(first: Step, interval: LifecycleInput['interval'], today: Day): Step {
  const from = intervalStart(addDays(first.from, -1), interval);
  return stepsOf({ from, to: first.from, interval }, today)[0] ?? before(first);
}

/** Who was active in a step and in the one before, and for whom it was the first. */
interface Sets {
  now: MarkedSet;
  then: MarkedSet;
  first: MarkedSet;
}

function countStep({ members }: Question, { now, then, first }: Sets) {
  return lifecycle({
    active: sizeWithin(now, members),
    before: sizeWithin(then, members),
    both: sizeWithin(intersectionOf(now, then), members),
    first: sizeWithin(first, members),
  });
}
