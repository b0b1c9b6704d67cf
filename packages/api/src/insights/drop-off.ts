import { dropOff } from '@hearth/metrics';
import type { DropOff, InsightQuestion } from '@hearth/schema';
import type { Services } from '../context.ts';
import { wireId } from '../ids.ts';
import { findStepTakers, type StepTakers } from './activation-store.ts';
import { boundsOf } from './bounds.ts';
import { wholeOf } from './calendar.ts';
import { isWithin } from './daily.ts';
import { freshnessOf, openQuestion } from './question.ts';

/**
 * Where members are lost on each checklist, of those who were first shown it in the period.
 *
 * @throws HearthError not_found for a segment that this project does not have
 */
export async function getDropOff(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { segmentId, ...period }: InsightQuestion,
): Promise<DropOff> {
  const question = await openQuestion(services, projectId, { segmentId });
  const bounds = boundsOf(question, [wholeOf(period, question.today)]);
  const isMember = isWithin(question.members);
  const lists = new Map<string, StepTakers[]>();
  for (const step of await findStepTakers(question.sql, bounds)) {
    lists.set(step.checklistId, [...(lists.get(step.checklistId) ?? []), step]);
  }
  return {
    checklists: [...lists.values()].flatMap((steps) => checklistOf(steps, isMember)),
    ...freshnessOf(question),
  };
}

function checklistOf(
  steps: readonly StepTakers[],
  isMember: (ordinal: number) => boolean,
): DropOff['checklists'] {
  const [first] = steps;
  if (!first) return [];
  const count = (ordinals: readonly number[]): number => ordinals.filter(isMember).length;
  const shown = count(first.shown);
  const losses = dropOff(
    shown,
    steps.map(({ completed }) => count(completed)),
  );
  return [
    {
      id: wireId('checklist', first.checklistId),
      title: first.checklistTitle,
      shown,
      steps: steps.map((step, index) => ({
        id: wireId('item', step.itemId),
        title: step.title,
        started: count(step.started),
        completed: losses[index]?.members ?? 0,
        reached: losses[index]?.reached ?? null,
        lost: losses[index]?.lost ?? 0,
      })),
    },
  ];
}
