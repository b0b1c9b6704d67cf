import { z } from 'zod';
import { idSchema } from './ids.ts';
import { RoleSchema } from './operator.ts';
import { InstantSchema, textSchema } from './text.ts';

/** Somebody who can, could or will be able to sign in to the console. */
export const TeammateSchema = z.object({
  id: idSchema('operator'),
  email: z.string(),
  name: z.string(),
  role: RoleSchema,
  /** Whoever has not chosen a password yet is invited. */
  status: z.enum(['active', 'invited', 'disabled']),
  /** Until when an open invitation is good; null: there is none. */
  invitedUntil: InstantSchema.nullable(),
  /** When they last did something here, to the minute. */
  lastSeenAt: InstantSchema.nullable(),
  /** The one who asks. */
  you: z.boolean(),
});
export type Teammate = z.infer<typeof TeammateSchema>;
export const TeamSchema = z.object({ operators: z.array(TeammateSchema) });

export const InviteInputSchema = z.object({
  email: z
    .string()
    .trim()
    .max(254, { error: 'Addresses have at most 254 characters.' })
    .pipe(z.email({ error: 'Write an e-mail address, such as ada@example.com.' })),
  name: textSchema(120),
  role: RoleSchema,
});
export type InviteInput = z.infer<typeof InviteInputSchema>;
/** A one-time link by which they choose a password: to be handed over, shown once. */
export const InvitedSchema = z.object({
  id: idSchema('operator'),
  link: z.string(),
  expiresAt: InstantSchema,
});
export type Invited = z.infer<typeof InvitedSchema>;

export const RoleInputSchema = z.object({ id: idSchema('operator'), role: RoleSchema });
export const OperatorInputSchema = z.object({ id: idSchema('operator') });

/** What was changed of the set-up, newest first. */
export const SetUpChangesInputSchema = z.object({
  /** Only those before this one. */
  before: idSchema('change').optional(),
  limit: z.int().min(1).max(100).default(50),
});
export const SetUpChangesSchema = z.object({
  changes: z.array(
    z.object({
      id: idSchema('change'),
      at: InstantSchema,
      /** The operator's name. */
      by: z.string(),
      /** Such as signing_key.revoked. */
      action: z.string(),
      subject: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
  hasMore: z.boolean(),
});
export type SetUpChanges = z.infer<typeof SetUpChangesSchema>;
