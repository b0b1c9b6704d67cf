import { LinkSchema, LocaleSchema, textSchema } from '@hearth/schema';
import { z } from 'zod';
import { type Facts, flatten } from './flatten.ts';

/** What a fact says of a member or an account: columns of their own, and everything else as traits. */
export interface Said {
  columns: Record<string, string>;
  traits: Facts;
  /** When the host got to know them. */
  createdAt: Date | null;
}

interface Column {
  name: string;
  schema: z.ZodType<string>;
  /** What the value has to be, for whoever sent another. */
  rule: string;
}

const text = (name: string, longest: number): Column => ({
  name,
  schema: textSchema(longest),
  rule: `is no text of 1 to ${longest} characters`,
});

const MEMBER: Record<string, Column> = {
  name: text('name', 120),
  email: { name: 'email', schema: z.email().max(254), rule: 'is no e-mail address' },
  avatar: { name: 'avatarUrl', schema: LinkSchema, rule: 'is no http link' },
};
const ACCOUNT: Record<string, Column> = { name: text('name', 120), plan: text('plan', 60) };

const CreatedAt = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.date(),
  // Seconds, as some clients have it.
  z
    .number()
    .min(0)
    .max(32_503_680_000)
    .transform((seconds) => seconds * 1000),
]);

/** What an identify says: name, e-mail and avatar have their columns, the context adds language and time zone. */
export function saidOfMember(
  traits: Record<string, unknown>,
  context: Record<string, unknown>,
): { said: Said; problems: string[] } {
  const { said, problems } = read(traits, MEMBER);
  const parts = [traits.firstName, traits.lastName].filter((part) => typeof part === 'string');
  const whole = text('name', 120).schema.safeParse(parts.join(' '));
  if (said.columns.name === undefined && whole.success) said.columns.name = whole.data;
  const zone = z
    .string()
    .regex(/^[\w/+-]{1,64}$/)
    .safeParse(context.timezone);
  if (zone.success) said.columns.timeZone = zone.data;
  const language = typeof context.locale === 'string' ? context.locale.slice(0, 2).toLowerCase() : null;
  const locale = LocaleSchema.safeParse(language);
  if (locale.success) said.columns.locale = locale.data;
  return { said, problems };
}

/** What a group says of an account: its name and plan have their columns. */
export const saidOfAccount = (traits: Record<string, unknown>) => read(traits, ACCOUNT);

function read(bag: Record<string, unknown>, columns: Record<string, Column>) {
  const { facts, problems } = flatten(bag);
  const own: Record<string, string> = {};
  for (const [key, { name, schema, rule }] of Object.entries(columns)) {
    const value = bag[key];
    delete facts[key];
    if (value === undefined || value === null) continue;
    const parsed = schema.safeParse(value);
    if (parsed.success) own[name] = parsed.data;
    else if (!problems.some((problem) => problem.startsWith(`"${key}"`))) problems.push(`"${key}" ${rule}.`);
  }
  const created = CreatedAt.safeParse(bag.createdAt ?? bag.created_at);
  const createdAt = created.success ? new Date(created.data) : null;
  return { said: { columns: own, traits: facts, createdAt } satisfies Said, problems };
}
