import { type Condition, ConditionSchema, type SegmentRule } from '@hearth/schema';
import { beginCondition, type Fields } from './subjects.ts';

/** A rule while it is being written. `key` stays with a part through every change, so that the focus does too. */
export type Draft = ConditionDraft | GroupDraft;
export interface ConditionDraft {
  readonly key: number;
  readonly fields: Fields;
}
export interface GroupDraft {
  readonly key: number;
  readonly join: Join;
  readonly parts: readonly Draft[];
}
/** How many of a group's parts have to hold. */
export type Join = 'all' | 'any' | 'none';

let keys = 0;
const newKey = (): number => {
  keys += 1;
  return keys;
};

export const newCondition = (fields: Fields = beginCondition('event')): ConditionDraft => ({
  key: newKey(),
  fields,
});
export const newGroup = (join: Join = 'any', parts: readonly Draft[] = [newCondition()]): GroupDraft => ({
  key: newKey(),
  join,
  parts,
});

/** A saved rule, to be written on. Its outermost part is always a group, so that there is where to add. */
export function draftOf(rule: SegmentRule): GroupDraft {
  const draft = partOf(rule);
  return 'join' in draft ? draft : newGroup('all', [draft]);
}

function partOf(rule: SegmentRule): Draft {
  if ('about' in rule) return newCondition({ ...rule });
  if ('all' in rule) return newGroup('all', rule.all.map(partOf));
  if ('any' in rule) return newGroup('any', rule.any.map(partOf));
  const inside = rule.not;
  return newGroup('none', 'any' in inside ? inside.any.map(partOf) : [partOf(inside)]);
}

/** What is wrong with a condition, or nothing. */
export function faultOf({ fields }: ConditionDraft): string {
  const parsed = ConditionSchema.safeParse(fields);
  return parsed.success ? '' : (parsed.error.issues[0]?.message ?? 'This condition is not finished.');
}

/** The rule as far as it is written: conditions that are not finished are left out. Null: nothing is finished. */
export function ruleOf(draft: Draft): SegmentRule | null {
  if (!('join' in draft)) return conditionOf(draft);
  const parts = draft.parts.flatMap((part) => ruleOf(part) ?? []);
  const [only] = parts;
  if (!only) return null;
  if (draft.join === 'all') return { all: parts };
  if (draft.join === 'any') return { any: parts };
  return { not: parts.length === 1 ? only : { any: parts } };
}

function conditionOf({ fields }: ConditionDraft): Condition | null {
  const parsed = ConditionSchema.safeParse(fields);
  return parsed.success ? parsed.data : null;
}

/** Every condition, in the order of reading. */
export const conditionsOf = (draft: Draft): ConditionDraft[] =>
  'join' in draft ? draft.parts.flatMap(conditionsOf) : [draft];

/** The draft with one part of it replaced; by null: taken away, and with it the group that it leaves empty. */
export function replaced(group: GroupDraft, key: number, by: Draft | null): GroupDraft {
  if (group.key === key) return by && 'join' in by ? by : { ...group, parts: [] };
  const parts = group.parts.flatMap((part): Draft[] => {
    if (part.key === key) return by ? [by] : [];
    if (!('join' in part)) return [part];
    const inside = replaced(part, key, by);
    return inside.parts.length > 0 ? [inside] : [];
  });
  return { ...group, parts };
}
