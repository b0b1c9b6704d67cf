import type { AnswerCondition, ConditionAbout } from '@hearth/schema';
import { rowId } from '../ids.ts';
import { asJson, compareInstant, compareNumber, instantAsJson, not, plainly } from './compare-store.ts';
import type { Compiled, Statement } from './statement-store.ts';

/** Done to a member rather than by them. */
const NOT_DELIBERATE = ['widget.shown', 'client.dropped'];

type Activity = ConditionAbout<'activity'> | ConditionAbout<'event'>;

/** How often something was done, also before an anonymous member turned out to be this one. */
export function compileActivity(condition: Activity, statement: Statement): Compiled {
  const counted = statement.join(countsOf(condition, statement));
  const actual = `coalesce(${counted}.n, 0)`;
  const { test, count: value } = condition;
  return { actual: asJson(actual), holds: compareNumber(actual, { test, value }, statement) };
}

function countsOf(condition: Activity, statement: Statement): string {
  const { project } = statement;
  const since = condition.days === undefined ? null : statement.dayFromToday(1 - condition.days);
  // Summed up a member first: only that much is then looked up, rather than every fact.
  return `SELECT coalesce(o.merged_into_id, o.id) AS member_id, sum(g.n)::int8 AS n
    FROM (SELECT i.member_id, count(*) AS n FROM interaction i
          WHERE i.project_id = ${project} AND ${whatOf(condition, statement)} ${statement.ownFacts('i.member_id')}
          -- Nothing is received before it happens: this is what the index can use.
          ${since === null ? '' : `AND i.occurred_at >= ${since} AND i.received_at >= ${since}`}
          GROUP BY i.member_id) g
    JOIN member o ON o.project_id = ${project} AND o.id = g.member_id
    GROUP BY 1`;
}

function whatOf(condition: Activity, statement: Statement): string {
  if (condition.about === 'event') {
    return `i.kind = 'event.tracked' AND i.subject = ${statement.bind(condition.name, 'text')}`;
  }
  return condition.kind === 'active'
    ? `i.kind <> ALL (${statement.bind(NOT_DELIBERATE, 'text[]')})`
    : `i.kind = ${statement.bind(condition.kind, 'text')}`;
}

/** A member's latest answer to any survey of a kind. */
export function compileAnswer(condition: AnswerCondition, statement: Statement): Compiled {
  const kind = statement.bind(condition.survey, 'text');
  const last = statement.join(`SELECT DISTINCT ON (w.member_id) w.member_id, w.score, w.answered_at
    FROM survey_answer w
    JOIN survey s ON s.project_id = w.project_id AND s.id = w.survey_id AND s.kind = ${kind}
    WHERE w.project_id = ${statement.project} ${statement.own('w.member_id')}
    ORDER BY w.member_id, w.answered_at DESC, w.id DESC`);
  const score = { actual: asJson(`${last}.score`) };
  const hasAnswered = `(${last}.member_id IS NOT NULL)`;
  switch (condition.test) {
    case 'exists':
      return { ...score, holds: hasAnswered };
    case 'missing':
      return { ...score, holds: not(hasAnswered) };
    case 'within_days':
    case 'more_than_days_ago': {
      const instant = `${last}.answered_at`;
      return { actual: instantAsJson(instant), holds: compareInstant(instant, condition, statement) };
    }
    default:
      return { ...score, holds: compareNumber(`${last}.score`, condition, statement) };
  }
}

/** Steps that were taken off the list do not count, neither as open nor as done. */
export function compileChecklist(
  { checklistId, state }: ConditionAbout<'checklist'>,
  statement: Statement,
): Compiled {
  const checklist = statement.bind(rowId(checklistId), 'uuid');
  const items = `FROM checklist_item i
      WHERE i.project_id = ${statement.project} AND i.checklist_id = ${checklist} AND i.active`;
  const progress = statement.join(`SELECT p.member_id, count(p.completed_at) AS done
    FROM checklist_progress p
    WHERE p.project_id = ${statement.project} ${statement.own('p.member_id')} AND p.item_id IN (SELECT i.id ${items})
    GROUP BY p.member_id`);
  const actual = `CASE WHEN ${progress}.member_id IS NULL THEN 'not_started'
      WHEN ${progress}.done = (SELECT count(*) ${items}) THEN 'completed' ELSE 'started' END`;
  return { actual: asJson(actual), holds: `(${actual} = ${statement.bind(state, 'text')})` };
}

export function compileReferral({ state }: ConditionAbout<'referral'>, statement: Statement): Compiled {
  if (state === 'shared') {
    const { holds } = compileActivity(
      { about: 'activity', kind: 'referral.shared', test: 'at_least', count: 1 },
      statement,
    );
    return plainly(holds);
  }
  const joined = statement.join(`SELECT r.member_id, r.qualified_at FROM referral r
    WHERE r.project_id = ${statement.project} ${statement.own('r.member_id')}`);
  return plainly(`${joined}.${state === 'joined' ? 'member_id' : 'qualified_at'} IS NOT NULL`);
}
