import type { TraitCondition } from '@hearth/schema';
import { compareInstant, not } from './compare-store.ts';
import type { Compiled, Statement } from './statement-store.ts';

const operators = { less_than: '<', at_most: '<=', at_least: '>=', more_than: '>' } as const;

// A day that a calendar has, with or without a time, with or without a zone: only these are cast, because a cast that
// fails would fail the whole question. (PostgreSQL 15 cannot ask beforehand whether it would.)
const leapYears = String.raw`(\d\d(0[48]|[2468][048]|[13579][26])|(0[48]|[2468][048]|[13579][26])00)`;
const days = String.raw`(?!0000)\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))`;
const time = String.raw`[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`;
const zone = String.raw`(Z|[+-](0\d|1[0-4]):?[0-5]\d)`;
const DATE = `^(${days}|${leapYears}-02-29)(${time}${zone}?)?$`;
const ZONED = `${zone}$`;

/** The instant that a trait's text names; null for one that names none. Without a zone of its own it is in the project's. */
function instantOf(json: string, statement: Statement): string {
  const text = `${json} #>> '{}'`;
  const ownZone = statement.bind(statement.scope.timeZone, 'text');
  return `CASE WHEN jsonb_typeof(${json}) = 'string' AND ${text} ~ '${DATE}' THEN
      CASE WHEN length(${text}) > 10 AND ${text} ~ '${ZONED}' THEN (${text})::timestamptz
           ELSE (${text})::timestamp AT TIME ZONE ${ownZone} END END`;
}

/**
 * A trait, which may be text in one member and a number in another: one of another type than the comparison's is no
 * match, and never an error.
 */
export function compileTrait(condition: TraitCondition, statement: Statement): Compiled {
  const owner = condition.about === 'member_trait' ? 'm' : 'a';
  const json = `(${owner}.traits->${statement.bind(condition.name, 'text')})`;
  return { actual: `nullif(${json}, 'null'::jsonb)`, holds: compareTrait(json, condition, statement) };
}

function compareTrait(json: string, condition: TraitCondition, statement: Statement): string {
  switch (condition.test) {
    case 'equals':
      return `coalesce(${json} = ${statement.bind(JSON.stringify(condition.value), 'jsonb')}, false)`;
    case 'not_equals':
      return not(compareTrait(json, { ...condition, test: 'equals' }, statement));
    case 'in': {
      const values = condition.values.map((value) => JSON.stringify(value));
      return `coalesce(${json} = ANY(${statement.bind(values, 'jsonb[]')}), false)`;
    }
    case 'not_in':
      return not(compareTrait(json, { ...condition, test: 'in' }, statement));
    case 'contains':
      return `coalesce(jsonb_typeof(${json}) = 'string'
        AND position(lower(${statement.bind(condition.value, 'text')}) IN lower(${json} #>> '{}')) > 0, false)`;
    case 'exists':
      return `coalesce(jsonb_typeof(${json}) <> 'null', false)`;
    case 'missing':
      return not(compareTrait(json, { ...condition, test: 'exists' }, statement));
    case 'less_than':
    case 'at_most':
    case 'at_least':
    case 'more_than':
      // jsonb orders numbers by value, and comparing two types of it fails nobody.
      return `coalesce(jsonb_typeof(${json}) = 'number'
        AND ${json} ${operators[condition.test]} to_jsonb(${statement.bind(condition.value, 'numeric')}), false)`;
    default:
      return compareInstant(`(${instantOf(json, statement)})`, condition, statement);
  }
}
