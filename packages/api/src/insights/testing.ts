import type { MetricId } from '@hearth/schema';
import { membersOf } from '../activity/member-set.ts';
import type { Community } from '../testing/community.ts';
import { type Step, stepsOf } from './calendar.ts';
import { type Counted, type CounterOptions, counters } from './counters.ts';
import { openQuestion, type Question } from './question.ts';

/** Everyone, or these members alone (UUIDs), as if a segment held them. */
async function questionOf(community: Community, memberIds?: readonly string[]): Promise<Question> {
  const question = await openQuestion(community.services, community.project.id, {});
  if (!memberIds) return question;
  const rows = await community.database.query<{ ordinal: number }>(
    'SELECT ordinal FROM member WHERE project_id = $1::uuid AND id = ANY($2::uuid[])',
    [community.project.id, memberIds],
  );
  return { ...question, members: membersOf(rows.map(({ ordinal }) => ordinal)) };
}

/** What a metric's counter says of each day, week or month of a period. */
export async function count(
  community: Community,
  metric: MetricId,
  period: { from: string; to: string; interval?: 'day' | 'week' | 'month' },
  { members, ...options }: Partial<CounterOptions> & { members?: readonly string[] } = {},
): Promise<Counted & { steps: Step[] }> {
  const question = await questionOf(community, members);
  const steps = stepsOf({ interval: 'month', ...period }, question.today);
  const counted = await counters[metric](question, steps, {
    surveyId: null,
    withReactivation: false,
    ...options,
  });
  return { ...counted, steps };
}
