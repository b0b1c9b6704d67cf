import { z } from 'zod';

/** Languages the widgets speak. English is built in; the others load when used. */
export const LocaleSchema = z.enum(['en', 'es', 'de', 'fr', 'pt']);
export type Locale = z.infer<typeof LocaleSchema>;

/**
 * Well-formed Unicode without NUL, at most `max` UTF-16 units. PostgreSQL stores neither a NUL nor half a
 * surrogate pair, so one such text would poison its whole batch.
 */
export const storableSchema = (max: number) =>
  z
    .string()
    .refine((text) => !text.includes('\0') && text.isWellFormed(), {
      error: 'The text holds a NUL byte or broken Unicode. Send well-formed text.',
      params: { code: 'invalid_text' },
    })
    .max(max, { error: `The text is longer than ${max} characters. Shorten it.` });

/** Text that a person wrote: storable, trimmed, and not empty. */
export const textSchema = (max: number) =>
  storableSchema(max).trim().min(1, { error: 'The text is empty. Write something first.' });

/** Facts by name: a tracked event's properties, a member's traits. Flat, so that segments can compare them. */
export const FactsSchema = z.record(
  z.string().regex(/^[\w .:-]{1,64}$/u, {
    error: 'Names have letters, digits, blanks and _ . : - only, at most 64.',
  }),
  z.union([storableSchema(500), z.number(), z.boolean(), z.null()]),
);

/** Something to show in the reader's language; English is the fallback and must be there. */
export const LocalizedTextSchema = z.object({
  en: textSchema(500),
  es: textSchema(500).optional(),
  de: textSchema(500).optional(),
  fr: textSchema(500).optional(),
  pt: textSchema(500).optional(),
});
export type LocalizedText = z.infer<typeof LocalizedTextSchema>;

/** An instant in UTC, ISO 8601, as `Date.prototype.toISOString` writes it. */
export const InstantSchema = z.iso.datetime({
  error: 'Send an ISO 8601 instant in UTC, such as 2026-01-31T08:00:00.000Z.',
});

/** A calendar day in the project's time zone, such as 2026-01-31. */
export const DaySchema = z.iso.date({ error: 'Send a day as YYYY-MM-DD, such as 2026-01-31.' });
/** A calendar day, YYYY-MM-DD, of the project's time zone: days compare and sort as text. */
export type Day = z.infer<typeof DaySchema>;

/** A link that may be followed: http, https or mailto, nothing that runs. */
export const LinkSchema = z
  .string()
  .max(2048)
  .refine((link) => /^(https?:|mailto:)/i.test(link) && URL.canParse(link), {
    error: 'Links must begin with http:, https: or mailto:.',
  });
