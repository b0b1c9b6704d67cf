import { z } from 'zod';
import { type Condition, ConditionSchema } from './segment-condition.ts';

/** Which members a segment holds: conditions under all of, any of, and not. */
export type SegmentRule = { all: SegmentRule[] } | { any: SegmentRule[] } | { not: SegmentRule } | Condition;

/** Groups around a condition, and conditions in a whole rule. */
export const ruleLimits = { depth: 8, conditions: 100 } as const;

type Path = (string | number)[];
interface Fault {
  path: Path;
  message: string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is directly inside a group, with the way there; null for what is no group. */
function childrenOf(node: unknown, path: Path): { node: unknown; path: Path }[] | null {
  if (!isRecord(node)) return null;
  if ('not' in node) return [{ node: node.not, path: [...path, 'not'] }];
  for (const key of ['all', 'any']) {
    const children = node[key];
    if (Array.isArray(children))
      return children.map((child, at) => ({ node: child, path: [...path, key, at] }));
  }
  return null;
}

/** Goes through the tree without recursion, so that one nested a million deep is refused and not a stack overflow. */
function sizeFault(rule: unknown): Fault | null {
  const waiting: { node: unknown; path: Path; depth: number }[] = [{ node: rule, path: [], depth: 0 }];
  let conditions = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, path, depth } = next;
    const children = childrenOf(node, path);
    if (children === null) conditions += 1;
    if (conditions > ruleLimits.conditions || (children?.length ?? 0) > ruleLimits.conditions) {
      return { path: [], message: `A rule holds at most ${ruleLimits.conditions} conditions.` };
    }
    if (children !== null && depth >= ruleLimits.depth) {
      return { path, message: `A rule is nested at most ${ruleLimits.depth} groups deep.` };
    }
    waiting.push(...(children ?? []).map((child) => ({ ...child, depth: depth + 1 })));
  }
  return null;
}

/** Its depth is known to be small here. */
function parse(node: unknown, path: Path, report: (fault: Fault) => void): SegmentRule | null {
  if (!isRecord(node)) return refuse('Expected a condition or a group: all, any or not.', path, report);
  const groups = ['all', 'any', 'not'].filter((key) => key in node);
  const [group] = groups;
  if (group === undefined) {
    const parsed = ConditionSchema.safeParse(node);
    if (parsed.success) return parsed.data;
    for (const { path: inside, message } of parsed.error.issues) {
      report({
        path: [...path, ...inside.map((part) => (typeof part === 'symbol' ? String(part) : part))],
        message,
      });
    }
    return null;
  }
  if (Object.keys(node).length > 1) {
    return refuse(`A group has "${group}" and nothing else.`, path, report);
  }
  if (group === 'not') {
    const inside = parse(node.not, [...path, 'not'], report);
    return inside && { not: inside };
  }
  const children = node[group];
  if (!Array.isArray(children) || children.length === 0) {
    return refuse('A group lists at least one condition.', [...path, group], report);
  }
  const rules = children.flatMap((child, at) => parse(child, [...path, group, at], report) ?? []);
  return group === 'all' ? { all: rules } : { any: rules };
}

function refuse(message: string, path: Path, report: (fault: Fault) => void): null {
  report({ path, message });
  return null;
}

/** A segment's rule, at most 8 groups deep and of at most 100 conditions; each fault is reported where it stands. */
export const SegmentRuleSchema: z.ZodType<SegmentRule, SegmentRule> = z
  .custom<SegmentRule>()
  .transform((rule, context) => {
    const report = ({ path, message }: Fault) => context.addIssue({ code: 'custom', path, message });
    const tooLarge = sizeFault(rule);
    const parsed = tooLarge ? refuse(tooLarge.message, tooLarge.path, report) : parse(rule, [], report);
    return parsed ?? z.NEVER;
  });
