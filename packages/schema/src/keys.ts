import { z } from 'zod';
import { InstantSchema, textSchema } from './text.ts';

/** A key with which the host's backend signs member tokens. What it is made of never comes back. */
export const SigningKeySchema = z.object({
  /** The `kid` in a token's header. */
  id: z.uuid(),
  algorithm: z.enum(['HS256', 'EdDSA']),
  createdAt: InstantSchema,
  /** null while tokens that it signed are good. */
  revokedAt: InstantSchema.nullable(),
});
export type SigningKey = z.infer<typeof SigningKeySchema>;

/** What a secret key may do. */
export const ScopeSchema = z.enum([
  'facts:write',
  'metrics:read',
  'interactions:read',
  'revenue:write',
  'referrals:write',
]);
export type Scope = z.infer<typeof ScopeSchema>;

export const SecretKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: InstantSchema,
  expiresAt: InstantSchema.nullable(),
  revokedAt: InstantSchema.nullable(),
});
export type SecretKey = z.infer<typeof SecretKeySchema>;

/** Newest first. */
export const KeysSchema = z.object({ signing: z.array(SigningKeySchema), secret: z.array(SecretKeySchema) });
export type Keys = z.infer<typeof KeysSchema>;

/** Shown once: 32 bytes as base64url. */
export const NewSigningKeySchema = z.object({ id: z.uuid(), secret: z.string() });
export const ImportKeyInputSchema = z.object({
  pem: z.string().trim().min(1, { error: 'Paste the public key.' }).max(4_000),
});
export const KeyInputSchema = z.object({ id: z.uuid() });

export const SecretKeyInputSchema = z.object({
  name: textSchema(80),
  scopes: z
    .array(ScopeSchema)
    .min(1, { error: 'Choose at least one scope.' })
    .refine((scopes) => new Set(scopes).size === scopes.length, { error: 'Name each scope once.' }),
  /** null: until it is revoked. */
  expiresAt: InstantSchema.nullable(),
});
export type SecretKeyInput = z.infer<typeof SecretKeyInputSchema>;
/** Shown once. */
export const NewSecretKeySchema = z.object({ id: z.uuid(), secretKey: z.string() });

/** Longer than any token could be: it must be readable to say that it is too long. */
export const TokenInputSchema = z.object({
  token: z.string().trim().min(1, { error: 'Paste a token.' }).max(20_000),
});

export const TokenCheckSchema = z.object({
  name: z.enum([
    'size',
    'format',
    'headers',
    'type',
    'key',
    'revoked',
    'algorithm',
    'signature',
    'audience',
    'subject',
    'issued',
    'expiry',
    'lifetime',
    'claims',
  ]),
  /** null: could not be looked at, because of one that failed. */
  passed: z.boolean().nullable(),
  /** What was found, and what to do about it. */
  sentence: z.string(),
});
export type TokenCheck = z.infer<typeof TokenCheckSchema>;
export const TokenReportSchema = z.object({
  /** Whether the widgets would be let in with it, now. */
  accepted: z.boolean(),
  checks: z.array(TokenCheckSchema),
});
export type TokenReport = z.infer<typeof TokenReportSchema>;
