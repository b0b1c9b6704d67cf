import { z } from 'zod';
import { ChecklistStateSchema } from './checklist.ts';
import { FeedStateSchema } from './feed.ts';
import { ReferralStateSchema } from './referral.ts';
import { RewardsStateSchema } from './rewards.ts';
import { NpsStateSchema } from './survey.ts';
import { InstantSchema, LocaleSchema } from './text.ts';
import { ThemeSchema } from './theme.ts';
import { WidgetNameSchema } from './widget.ts';

/** The one question a page asks: everything the widgets on it need to be on screen. */
export const BootInputSchema = z.object({
  widgets: z.array(WidgetNameSchema).min(1).max(5),
  locale: LocaleSchema,
});
export type BootInput = z.infer<typeof BootInputSchema>;

/** A widget that was not asked for is absent; one that the project has not set up is null. */
export const BootSchema = z.object({
  serverTime: InstantSchema,
  /** null for a visitor who has done nothing yet. */
  member: z.object({ id: z.string(), name: z.string().nullable(), verified: z.boolean() }).nullable(),
  theme: ThemeSchema,
  nps: NpsStateSchema.nullable().optional(),
  checklist: ChecklistStateSchema.nullable().optional(),
  rewards: RewardsStateSchema.nullable().optional(),
  feed: FeedStateSchema.nullable().optional(),
  referral: ReferralStateSchema.nullable().optional(),
});
export type Boot = z.infer<typeof BootSchema>;

/** What each widget reads. */
export interface WidgetStates {
  nps: z.infer<typeof NpsStateSchema> | null;
  checklist: z.infer<typeof ChecklistStateSchema> | null;
  rewards: z.infer<typeof RewardsStateSchema> | null;
  feed: z.infer<typeof FeedStateSchema> | null;
  referral: z.infer<typeof ReferralStateSchema> | null;
}
