import { z } from 'zod';

/** What an id on the wire may name. The rest of it is a UUIDv7 in 32 hexadecimal digits. */
const prefixes = {
  interaction: 'int',
  member: 'mem',
  survey: 'sur',
  answer: 'ans',
  checklist: 'chk',
  item: 'itm',
  badge: 'bdg',
  reward: 'rwd',
  post: 'pst',
  comment: 'cmt',
  operator: 'opr',
  project: 'prj',
  segment: 'seg',
  account: 'acc',
  annotation: 'ant',
  action: 'act',
  change: 'chg',
} as const;
export type IdKind = keyof typeof prefixes;
export const idPrefixes: Readonly<Record<IdKind, string>> = prefixes;

/** An id of one kind, such as `pst_0199a3c4e5f67a8b9c0d1e2f3a4b5c6d`. */
export const idSchema = (kind: IdKind) =>
  z.string().regex(new RegExp(`^${prefixes[kind]}_[0-9a-f]{32}$`), {
    error: `Expected an id that looks like ${prefixes[kind]}_ and 32 hexadecimal digits.`,
  });

/** Made by the sender before its first try; sent again unchanged, so that it counts once. UUIDv7. */
export const InteractionIdSchema = z.string().regex(/^int_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/, {
  error: 'Expected int_ and a UUIDv7 in 32 hexadecimal digits, made by the sender.',
});

/** What becomes of a host's messageId: UUIDv8, which no widget can send, so that none can take its place. */
export const HostInteractionIdSchema = z
  .string()
  .regex(/^int_[0-9a-f]{12}[78][0-9a-f]{3}[89ab][0-9a-f]{15}$/);
