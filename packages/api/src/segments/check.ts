import type { Condition, SegmentRule, TraitCondition } from '@hearth/schema';
import type { Sql } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { rowId } from '../ids.ts';
import { findReferred, findTraitUse } from './vocabulary-store.ts';

interface Placed {
  condition: Condition;
  /** The way to it, as it would be said in the input. */
  path: string;
}

/**
 * Refuses what is well formed but can never be meant: a checklist or badge that the project does not have, and an
 * order of numbers asked of a trait that is text wherever it is known (which would silently hold nobody).
 *
 * @throws HearthError bad_request that names the place and the rule
 */
export async function checkRule(sql: Sql, projectId: string, rule: SegmentRule): Promise<void> {
  const placed = [...conditionsOf(rule, 'rule')];
  const ids = placed.flatMap(({ condition }) => referredBy(condition) ?? []);
  const known = ids.length > 0 ? await findReferred(sql, projectId, ids) : new Set();
  for (const { condition, path } of placed) {
    const id = referredBy(condition);
    if (id !== null && !known.has(id)) {
      throw refusal(path, `There is no such ${condition.about} in this project.`);
    }
    if (condition.about === 'member_trait' || condition.about === 'account_trait') {
      await checkTrait(sql, projectId, condition, path);
    }
  }
}

function* conditionsOf(rule: SegmentRule, path: string): Generator<Placed> {
  if ('about' in rule) yield { condition: rule, path };
  else if ('not' in rule) yield* conditionsOf(rule.not, `${path}.not`);
  else {
    const [key, rules] = 'all' in rule ? ['all', rule.all] : ['any', rule.any];
    for (const [at, inside] of rules.entries()) yield* conditionsOf(inside, `${path}.${key}.${at}`);
  }
}

function referredBy(condition: Condition): string | null {
  if (condition.about === 'checklist') return rowId(condition.checklistId);
  return condition.about === 'badge' ? rowId(condition.badgeId) : null;
}

const words = { string: 'text', number: 'a number', boolean: 'true or false' } as const;

/** What a trait must be for a comparison to find anybody; null: anything. */
function typeFor(condition: TraitCondition): keyof typeof words | null {
  switch (condition.test) {
    case 'equals':
    case 'not_equals':
      return typeof condition.value === 'string'
        ? 'string'
        : typeof condition.value === 'number'
          ? 'number'
          : 'boolean';
    case 'less_than':
    case 'at_most':
    case 'at_least':
    case 'more_than':
      return 'number';
    case 'exists':
    case 'missing':
    case 'in':
    case 'not_in':
      return null;
    default:
      return 'string';
  }
}

async function checkTrait(
  sql: Sql,
  projectId: string,
  condition: TraitCondition,
  path: string,
): Promise<void> {
  const type = typeFor(condition);
  if (type === null) return;
  const of = condition.about === 'member_trait' ? 'member' : 'account';
  const { asThat, atAll } = await findTraitUse(sql, projectId, { of, name: condition.name, type });
  if (atAll && !asThat) {
    throw refusal(
      path,
      `"${condition.test}" compares ${words[type]}, and no ${of}'s trait "${condition.name}" is that.`,
    );
  }
}

const refusal = (path: string, sentence: string): HearthError =>
  new HearthError('bad_request', `The field "${path}" is not valid: ${sentence}`);
