import { z } from 'zod';
import { InstantSchema, textSchema } from './text.ts';
import { WidgetNameSchema } from './widget.ts';

export const RoleSchema = z.enum(['owner', 'admin', 'moderator', 'analyst']);
export type Role = z.infer<typeof RoleSchema>;

export const PasswordSchema = z
  .string()
  .min(15, { error: 'Passwords have at least 15 characters. A sentence is a good one.' })
  .max(200, { error: 'Passwords have at most 200 characters.' });

export const SignInInputSchema = z.object({
  email: z.email().max(254),
  password: z.string().min(1).max(200),
});
export const AcceptInvitationInputSchema = z.object({ token: z.string().max(100), password: PasswordSchema });
export const OperatorSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: RoleSchema,
  /** What this role may call: the console hides the rest, the backend refuses it. */
  permissions: z.array(z.string()),
  project: z.object({
    name: z.string(),
    siteKey: z.string(),
    /** IANA name: whose days the numbers count. */
    timeZone: z.string(),
    /** ISO 4217: what all money is reported in. */
    currency: z.string(),
  }),
});
export type Operator = z.infer<typeof OperatorSchema>;

/** One interaction as the console's Live page shows it. */
export const LiveItemSchema = z.object({
  id: z.string(),
  kind: z.string(),
  widget: WidgetNameSchema.nullable(),
  member: z.object({ id: z.string(), name: z.string().nullable(), verified: z.boolean() }),
  occurredAt: InstantSchema,
  receivedAt: InstantSchema,
  page: z.string().nullable(),
  /** What it says in a few words: a score, a text's beginning, an event's name. */
  summary: z.string().nullable(),
});
export type LiveItem = z.infer<typeof LiveItemSchema>;

export const LiveFilterSchema = z.object({
  widget: WidgetNameSchema.optional(),
  /** Part of a name, or a member's id. */
  member: textSchema(120).optional(),
});
export type LiveFilter = z.infer<typeof LiveFilterSchema>;

export const RecentInputSchema = LiveFilterSchema.extend({ limit: z.int().min(1).max(200).default(50) });
export const RecentOutputSchema = z.object({ items: z.array(LiveItemSchema) });
