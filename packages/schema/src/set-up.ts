import { z } from 'zod';
import { InstantSchema, textSchema } from './text.ts';
import { ThemeSchema } from './theme.ts';

/**
 * Tells whether what is edited is still what was read: comes with every document, goes back with its saving, and a
 * save over somebody else's is refused with `conflict`.
 */
export const VersionSchema = z.string().max(64);

const parsed = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

/** What keeps a text from being an origin, in a sentence; null when it is one. */
function originProblem(text: string): string | null {
  if (text.includes('*')) return 'Origins are exact: add each subdomain by itself, without *.';
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return 'Begin with the scheme, such as https://app.example.com.';
  const url = parsed(text);
  if (!url) return 'This is no address: write scheme and host, such as https://app.example.com.';
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'The scheme must be https or http.';
  if (url.username !== '' || url.password !== '') return 'Leave out the user name and the password.';
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || /[?#]$/.test(text))
    return `Leave out everything after the host: ${url.origin}.`;
  return null;
}

/**
 * A page's origin: scheme, host and port, exact. Written as browsers send it: lower case, without the scheme's own
 * port and without the slash that ends an address copied from the browser.
 */
export const OriginSchema = z
  .string()
  .trim()
  .max(300, { error: 'Origins have at most 300 characters.' })
  .superRefine((text, check) => {
    const message = originProblem(text);
    if (message !== null) check.addIssue({ code: 'custom', message });
  })
  .transform((text) => parsed(text)?.origin ?? text);

/** An IANA time zone, such as Europe/Berlin: weeks and days of every number begin by it. */
export const TimeZoneSchema = z
  .string()
  .max(64)
  .refine((name) => /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/.test(name) && isTimeZone(name), {
    error: 'Choose an IANA time zone, such as Europe/Berlin or UTC.',
  });

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** A page that people may be sent to. */
export const WebAddressSchema = z
  .string()
  .trim()
  .max(2048, { error: 'Addresses have at most 2,048 characters.' })
  .refine((text) => /^https?:\/\//i.test(text) && URL.canParse(text), {
    error: 'Write a whole address that begins with https:// or http://.',
  });

const project = {
  name: textSchema(120),
  /** Where referral links lead. */
  homeUrl: WebAddressSchema,
  timeZone: TimeZoneSchema,
};
export const ProjectInputSchema = z.object({ version: VersionSchema, ...project });
export type ProjectInput = z.infer<typeof ProjectInputSchema>;

export const ProjectSettingsSchema = z.object({
  version: VersionSchema,
  ...project,
  // What an older version stored is shown as it is.
  homeUrl: z.string(),
  timeZone: z.string(),
  siteKey: z.string(),
  /** The backend's own address, from which pages load the script. */
  publicUrl: z.string(),
  /** In the order of the alphabet. */
  origins: z.array(z.string()),
  theme: ThemeSchema,
});
export type ProjectSettings = z.infer<typeof ProjectSettingsSchema>;

export const OriginInputSchema = z.object({ origin: OriginSchema });
export const ThemeInputSchema = z.object({ theme: ThemeSchema });

/** When the project's first and latest interactions arrived; null before the first. */
export const ArrivalsSchema = z.object({ first: InstantSchema.nullable(), last: InstantSchema.nullable() });
export type Arrivals = z.infer<typeof ArrivalsSchema>;
