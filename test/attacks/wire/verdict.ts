import { ErrorReasonSchema } from '@hearth/schema';
import { z } from 'zod';
import { ErrorAnswerSchema } from '../../../apps/server/src/v1/errors.ts';

export interface Heard {
  status: number;
  type: string;
  body: string;
  /** Milliseconds of this process's time that answering took: it answers one at a time, so nobody else was served. */
  busy: number;
}

/** What the documents say an error of the procedures looks like, and nothing beside. */
const Failure = z.strictObject({
  error: z.strictObject({
    message: z.string().min(1),
    code: z.int().negative(),
    data: z.strictObject({
      code: z.string(),
      httpStatus: z.int(),
      path: z.string().optional(),
      reason: ErrorReasonSchema,
      requestId: z.uuid(),
    }),
  }),
});
const Success = z.strictObject({ result: z.looseObject({}) });
const One = z.union([Success, Failure]);
const Many = z.array(One).min(1);
const Rest = ErrorAnswerSchema.strict();

/**
 * Signs of the inside: stacks, statements, drivers, files. None of them stands in anything the attack sends, and in a
 * version's letters, which may be any, none stands but by a chance of one in billions.
 */
const INSIDE =
  /\bat \S+ \(|node_modules|file:\/\/|\.(ts|js|mjs):\d+|prisma|invocation|\bpg_(catalog|class|current|notify|roles|sleep|stat|temp|toast|type)|\bECONN|SQLSTATE|syntax error|violates|duplicate key|relation "|column "|invalid byte|SELECT .* FROM|INSERT INTO|UPDATE .* SET|postgres|pglite|ZodError|TypeError|RangeError|TRPCError|Cannot read prop|is not a function|is not iterable|Maximum call/i;

/** Longest that one request may keep all others waiting. Milliseconds. */
const LONGEST = 1_000;

/** What is wrong with an answer; null when nothing is. */
export function fault({ status, type, body, busy }: Heard): string | null {
  if (status >= 500) return `answered ${status}`;
  if (busy > LONGEST) return `kept the process busy for ${Math.round(busy)} ms`;
  const inside = INSIDE.exec(body);
  if (inside !== null) return `tells of the inside: ${inside[0]}`;
  // An item that failed inside, told in an answer that is fine otherwise.
  if (body.includes('"handler_failed"')) return 'had an item fail inside';
  if (status < 300 || status === 304) return null;
  if (status === 302) return null;
  return shapeFault(status, type, body);
}

function shapeFault(status: number, type: string, body: string): string | null {
  if (!type.startsWith('application/json')) return `is an error of type ${type}`;
  const parsed = parse(body);
  if (parsed === undefined) return 'is an error that is no JSON';
  const rest = Rest.safeParse(parsed);
  if (rest.success) return null;
  const known = z.union([Failure, Many]).safeParse(parsed);
  if (!known.success) return 'is an error of no documented shape';
  const statuses = [known.data]
    .flat()
    .flatMap((one) => ('error' in one ? [one.error.data.httpStatus] : [200]));
  const said = new Set(statuses).size > 1 ? 207 : statuses[0];
  return said === status ? null : `says ${said} and has the status ${status}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
