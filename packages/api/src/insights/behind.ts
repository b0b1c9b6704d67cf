import { registry } from '@hearth/metrics';
import type { Behind, BehindInput, MetricId } from '@hearth/schema';
import type { Services } from '../context.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { rowId } from '../ids.ts';
import { scales } from '../surveys/scales.ts';
import { behindAccounts } from './behind-accounts.ts';
import { behindAnswers } from './behind-answers.ts';
import { behindEngagement } from './behind-engagement.ts';
import { listers } from './behind-members.ts';
import { behindRevenue } from './behind-revenue.ts';
import { wholeOf } from './calendar.ts';
import { engagementCounters } from './engagement.ts';
import { listMembers } from './listing.ts';
import { openQuestion } from './question.ts';

const isOf = <T extends object>(table: T, metric: MetricId): metric is MetricId & keyof T =>
  Object.hasOwn(table, metric);

/**
 * Who is behind a number: members, or accounts where the registry says so, with what each contributed.
 *
 * @throws HearthError bad_request for a part that the metric does not have or a foreign cursor, not_found for a
 * segment that this project does not have
 */
export async function getBehind(
  services: Pick<Services, 'database' | 'now'>,
  projectId: string,
  { metric, part: wanted, surveyId: survey, segmentId, cursor, ...period }: BehindInput,
): Promise<Behind> {
  const part = wanted ?? null;
  if (part !== null && !Object.hasOwn(registry[metric].parts, part)) throw unknownPart(metric);
  const question = await openQuestion(services, projectId, { segmentId });
  const step = wholeOf(period, question.today);
  const surveyId = survey === undefined ? null : rowId(survey);
  if (isOf(engagementCounters, metric)) return behindEngagement(question, step, metric, cursor);
  if (isOf(scales, metric)) return behindAnswers(question, step, metric, { part, surveyId, cursor });
  if (isOf(listers, metric)) {
    return listMembers(question, await listers[metric](question, step, { part, surveyId }), cursor);
  }
  if (metric === 'account_activation') return behindAccounts(question, step, { part, cursor });
  return behindRevenue(question, step, metric, { part: wanted, cursor });
}

function unknownPart(metric: MetricId): HearthError {
  const parts = Object.keys(registry[metric].parts);
  const known = parts.length > 0 ? `It has ${parts.join(', ')}.` : 'It has none: leave the field out.';
  return new HearthError(
    'bad_request',
    `The field "part" is not valid: ${metric} has no such part. ${known}`,
  );
}
