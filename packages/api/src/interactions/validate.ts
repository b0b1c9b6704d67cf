import {
  type Interaction,
  InteractionKindSchema,
  InteractionSchema,
  RejectionCodeSchema,
} from '@hearth/schema';
import type { z } from 'zod';
import { holdsBrokenText } from './broken-text.ts';
import { type Rejection, rejected } from './handler.ts';

/** Either a well-formed interaction, or why not. `id` is what the sender called it, as far as that is readable. */
export type Validated = { id: string; interaction: Interaction } | { id: string; rejection: Rejection };

/** Ids longer than this are nobody's: they are cut before they are sent back. */
const LONGEST_ECHO = 64;

export function validate(item: unknown, schema: typeof InteractionSchema = InteractionSchema): Validated {
  const id = idOf(item);
  // PostgreSQL stores neither a NUL nor half a surrogate pair, wherever it hides: a property's name, a page.
  if (holdsBrokenText(item)) {
    return {
      id,
      rejection: rejected(
        'invalid_text',
        'The item holds a NUL byte or broken Unicode. Send well-formed text.',
      ),
    };
  }
  const kind = InteractionKindSchema.safeParse(read(item, 'kind'));
  if (!kind.success && typeof read(item, 'kind') === 'string') {
    return { id, rejection: rejected('unknown_kind', sentence(kind.error.issues[0])) };
  }
  const parsed = schema.safeParse(item);
  if (parsed.success) return { id, interaction: parsed.data };
  return { id, rejection: explain(parsed.error.issues[0]) };
}

/** The first thing that is wrong with an item, as its sender is told. */
export function explain(issue: z.core.$ZodIssue | undefined): Rejection {
  const named = RejectionCodeSchema.safeParse(issue?.code === 'custom' ? issue.params?.code : undefined);
  if (named.success) return rejected(named.data, sentence(issue));
  // Only what a person wrote is "text": too long a page or property name is the sender's mistake.
  const field = String(issue?.path.at(-1));
  if (issue?.code === 'too_big' && ['text', 'comment', 'note'].includes(field)) {
    return rejected('text_too_long', sentence(issue));
  }
  const where =
    issue && issue.path.length > 0 ? `"${issue.path.map(String).join('.').slice(0, 100)}"` : 'The item';
  return rejected('invalid_shape', `${where} is not as it should be. ${sentence(issue)}`);
}

function sentence(issue: z.core.$ZodIssue | undefined): string {
  const text = issue?.message ?? 'It cannot be read';
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function read(item: unknown, key: string): unknown {
  return typeof item === 'object' && item !== null ? Reflect.get(item, key) : undefined;
}

function idOf(item: unknown): string {
  const id = read(item, 'id');
  return typeof id === 'string' ? id.slice(0, LONGEST_ECHO).toWellFormed() : '';
}
