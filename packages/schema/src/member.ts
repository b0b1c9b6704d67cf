import { z } from 'zod';
import { idSchema } from './ids.ts';
import { FactsSchema, LinkSchema, LocaleSchema, textSchema } from './text.ts';

/**
 * What a host's backend says of its user in a member token, beside the registered claims (`sub`, `aud`, `iat`,
 * `exp`). Roles and points are never read from it.
 */
export const MemberClaimsSchema = z.object({
  sub: textSchema(200),
  name: textSchema(120).optional(),
  email: z.email().max(254).optional(),
  avatar: LinkSchema.optional(),
  locale: LocaleSchema.optional(),
  timeZone: z
    .string()
    .regex(/^[\w/+-]{1,64}$/)
    .optional(),
  traits: FactsSchema.optional(),
  account: z
    .object({
      id: textSchema(200),
      name: textSchema(120).optional(),
      plan: textSchema(60).optional(),
      traits: FactsSchema.optional(),
    })
    .optional(),
});
export type MemberClaims = z.infer<typeof MemberClaimsSchema>;

/** `anon_` and 128 random bits: the server makes it, stores its hash, and shows it once. */
export const AnonymousTokenSchema = z
  .string()
  .regex(/^anon_[A-Za-z0-9_-]{22}$/, { error: 'That is not an anonymous credential.' });
export const AnonymousOutputSchema = z.object({ token: AnonymousTokenSchema });
/** Sent by a verified member: what this browser did before signing in becomes theirs. */
export const MergeInputSchema = z.object({ token: AnonymousTokenSchema });
/** The member who has taken over. */
export const MergeOutputSchema = z.object({ memberId: idSchema('member') });
