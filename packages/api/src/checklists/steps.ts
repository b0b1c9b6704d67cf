import { rowId } from '../ids.ts';
import {
  accepted,
  type Earning,
  type FactOf,
  handler,
  type Result,
  rejected,
} from '../interactions/handler.ts';
import { findItems, lockProgress, type Progress, type Step, saveProgress } from './store.ts';

type Move = FactOf<'checklist.item.started' | 'checklist.item.completed' | 'event.tracked'>;

/**
 * A member takes a step by hand, or the host's product says that something happened: both in one handler, since they
 * change the same rows and the order in which they were sent counts.
 */
export const stepHandler = handler({
  kinds: ['checklist.item.started', 'checklist.item.completed', 'event.tracked'],
  anonymous: true,
  about: (interaction) =>
    interaction.kind === 'event.tracked'
      ? { widget: null, subject: interaction.payload.name }
      : { widget: 'checklist', subject: rowId(interaction.payload.itemId) },
  async learn(tx, facts) {
    const items = await findItems(
      tx,
      facts.map((fact) => ({ projectId: fact.projectId, ...nameOf(fact) })),
    );
    return async (inner, stored) => {
      const plans = stored.map((fact) => plan(fact, items));
      const progress = await lockProgress(inner, stepsOf(plans));
      const changed = new Set<Progress>();
      const results = plans.map(
        ({ fact, steps, refusal }) => refusal ?? take(fact, steps, progress, changed),
      );
      inner.later(saveProgress(inner, [...changed]));
      return results;
    };
  },
});

const stepsOf = (plans: readonly Plan[]) =>
  plans.flatMap(({ fact: { projectId, memberId, at }, steps }) =>
    steps.map((step) => ({ projectId, itemId: step.id, memberId, at })),
  );

interface Plan {
  fact: Move;
  steps: Step[];
  refusal?: Result;
}

/** Which items an interaction concerns: one that it names, or all that count its event. */
function plan(fact: Move, items: readonly Step[]): Plan {
  const own = items.filter((item) => item.projectId === fact.projectId);
  const { itemId, eventName } = nameOf(fact);
  if (eventName !== null) return { fact, steps: own.filter((item) => item.eventName === eventName) };
  const step = own.find((item) => item.id === itemId);
  if (!step) {
    return {
      fact,
      steps: [],
      refusal: rejected('not_found', 'There is no such step any more. Reload the list.'),
    };
  }
  if (fact.kind === 'checklist.item.completed' && step.eventName !== null) {
    const refusal = rejected(
      'not_allowed',
      'This step completes by itself, once what it asks for has happened.',
    );
    return { fact, steps: [], refusal };
  }
  return { fact, steps: [step] };
}

function nameOf(fact: Move): { itemId: string | null; eventName: string | null } {
  return fact.kind === 'event.tracked'
    ? { itemId: null, eventName: fact.payload.name }
    : { itemId: rowId(fact.payload.itemId), eventName: null };
}

function take(
  fact: Move,
  steps: readonly Step[],
  progress: ReadonlyMap<string, Progress>,
  changed: Set<Progress>,
): Result {
  const earns: Earning[] = [];
  let hasChanged = false;
  for (const step of steps) {
    const row = progress.get(`${fact.projectId}/${step.id}/${fact.memberId}`);
    if (!row) throw new Error(`No progress row for item ${step.id}`);
    if (row.completedAt) continue;
    hasChanged = true;
    // The row itself, written when it was locked, says that the step was started.
    if (fact.kind === 'checklist.item.started') continue;
    row.count += 1;
    if (fact.kind === 'checklist.item.completed' || row.count >= step.eventCount) {
      row.completedAt = fact.at;
      earns.push({ reason: 'checklist.item', points: step.points, part: step.id });
    }
    changed.add(row);
  }
  // An event is a fact of its own; a step taken again is nothing new.
  return accepted(hasChanged ? ['checklist'] : [], {
    earns,
    counts: fact.kind === 'event.tracked' || hasChanged,
  });
}
