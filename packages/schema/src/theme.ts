import { z } from 'zod';

const color = z.string().regex(/^#[0-9a-f]{6}$/i, { error: 'Colours are #rrggbb.' });

/** A project's look: typed tokens, never raw CSS. Absent ones keep the widgets' own. */
export const ThemeSchema = z.strictObject({
  accent: color.optional(),
  /** Used when the widget is in dark mode; else `accent`. */
  accentDark: color.optional(),
  /** Corner radius in pixels. */
  radius: z.int().min(0).max(24).optional(),
});
export type Theme = z.infer<typeof ThemeSchema>;
