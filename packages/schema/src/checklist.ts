import { z } from 'zod';
import { idSchema } from './ids.ts';

export const ChecklistItemSchema = z.object({
  id: idSchema('item'),
  title: z.string(),
  description: z.string().nullable(),
  action: z.object({ label: z.string(), url: z.string() }).nullable(),
  status: z.enum(['open', 'started', 'completed']),
  /** True when the host's events complete it: it cannot be ticked by hand. */
  automatic: z.boolean(),
  /** How often the event happened, of how often it must. 0 of 1 for one ticked by hand. */
  count: z.int(),
  target: z.int(),
  /** Points it awards to a verified member; 0 for none. */
  points: z.int(),
});
export type ChecklistItem = z.infer<typeof ChecklistItemSchema>;

export const ChecklistStateSchema = z.object({
  checklistId: idSchema('checklist'),
  title: z.string(),
  celebration: z.string().nullable(),
  items: z.array(ChecklistItemSchema),
});
export type ChecklistState = z.infer<typeof ChecklistStateSchema>;
