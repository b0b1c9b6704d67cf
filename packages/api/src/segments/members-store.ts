import type { Condition, RuleVerdict, SegmentRule } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import { compileCondition, compileRule } from './compile-store.ts';
import type { RuleScope } from './scope.ts';
import { Statement } from './statement-store.ts';

/** A rule over everyone, joined with what it reads. */
function whose(scope: RuleScope, rule: SegmentRule) {
  const statement = new Statement(scope);
  const holds = compileRule(rule, statement);
  return { statement, from: `${statement.from} AND ${holds}` };
}

/** UUIDs of the members whom a rule holds. */
export async function findMembers(sql: Sql, scope: RuleScope, rule: SegmentRule): Promise<string[]> {
  const { statement, from } = whose(scope, rule);
  const rows = await sql.query<{ id: string }>(`SELECT m.id ${from}`, statement.params);
  return rows.map(({ id }) => id);
}

/** Their ordinals; whoever has none yet is left out, so fold first. */
export async function findOrdinals(sql: Sql, scope: RuleScope, rule: SegmentRule): Promise<Uint32Array> {
  const { statement, from } = whose(scope, rule);
  // One row rather than one a member: a hundred thousand of those take ten times as long to read.
  const [row] = await sql.query<{ ordinals: number[] }>(
    `SELECT coalesce(array_agg(m.ordinal), '{}') AS ordinals ${from} AND m.ordinal IS NOT NULL`,
    statement.params,
  );
  return Uint32Array.from(row?.ordinals ?? []);
}

export interface ExampleRow {
  id: string;
  name: string | null;
  email: string | null;
  account: string | null;
  plan: string | null;
  last_seen_at: string;
}

/** How many members a rule holds, of how many there are, and those seen last. */
export async function findPreview(
  sql: Sql,
  scope: RuleScope,
  rule: SegmentRule,
  examples: number,
): Promise<{ count: number; of: number; examples: ExampleRow[] }> {
  const { statement, from } = whose(scope, rule);
  const [row] = await sql.query<{ count: number; of: number; examples: ExampleRow[] }>(
    `WITH held AS MATERIALIZED (
       SELECT m.id, m.name, m.email, coalesce(a.name, a.external_id) AS account, a.plan, m.last_seen_at ${from}
     )
     SELECT (SELECT count(*) FROM held) AS count,
            (SELECT count(*) FROM member WHERE project_id = ${statement.project}
               AND merged_into_id IS NULL AND forgotten_at IS NULL) AS of,
            (SELECT coalesce(json_agg(e), '[]') FROM (
               SELECT id, name, email, account, plan,
                      to_char(last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS last_seen_at
               FROM held ORDER BY held.last_seen_at DESC, id LIMIT ${examples}) e) AS examples`,
    statement.params,
  );
  return row ?? { count: 0, of: 0, examples: [] };
}

/** Which of these rules hold for the scope's member, in their order; all false for a member who is not there. */
export async function judge(sql: Sql, scope: RuleScope, rules: readonly SegmentRule[]): Promise<boolean[]> {
  const statement = new Statement(scope);
  const verdicts = rules.map((rule) => compileRule(rule, statement));
  const [row] = await sql.query<{ verdicts: boolean[] }>(
    `SELECT ARRAY[${verdicts.join(', ')}] AS verdicts ${statement.from}`,
    statement.params,
  );
  return row?.verdicts ?? rules.map(() => false);
}

interface Judged {
  holds: boolean;
  actual: string | number | boolean | null;
}

/** The rule's tree with what is true of the scope's member; null for a member who is not there. */
export async function findReasons(
  sql: Sql,
  scope: RuleScope,
  rule: SegmentRule,
): Promise<RuleVerdict | null> {
  const statement = new Statement(scope);
  const conditions = conditionsOf(rule);
  const judged = conditions.map((condition) => {
    const { holds, actual } = compileCondition(condition, statement);
    return `jsonb_build_object('holds', ${holds}, 'actual', ${actual})`;
  });
  const [row] = await sql.query<{ judged: Judged[] }>(
    `SELECT jsonb_build_array(${judged.join(', ')}) AS judged ${statement.from}`,
    statement.params,
  );
  if (!row) return null;
  const known = new Map(conditions.map((condition, at) => [condition, row.judged[at]]));
  return verdictOf(rule, known);
}

function conditionsOf(rule: SegmentRule): Condition[] {
  if ('about' in rule) return [rule];
  return childrenOf(rule).flatMap(conditionsOf);
}

type Group = Exclude<SegmentRule, Condition>;

function childrenOf(group: Group): SegmentRule[] {
  if ('not' in group) return [group.not];
  return 'all' in group ? group.all : group.any;
}

function verdictOf(rule: SegmentRule, known: ReadonlyMap<Condition, Judged | undefined>): RuleVerdict {
  if ('about' in rule) {
    const { holds, actual } = known.get(rule) ?? { holds: false, actual: null };
    return { holds, condition: rule, actual };
  }
  const rules = childrenOf(rule).map((inside) => verdictOf(inside, known));
  if ('not' in rule) return { holds: !rules.every(({ holds }) => holds), group: 'not', rules };
  return 'all' in rule
    ? { holds: rules.every(({ holds }) => holds), group: 'all', rules }
    : { holds: rules.some(({ holds }) => holds), group: 'any', rules };
}
