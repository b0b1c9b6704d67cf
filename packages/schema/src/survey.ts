import { z } from 'zod';
import { idSchema } from './ids.ts';

/** Detractor 0–6, passive 7–8, promoter 9–10. */
export const BandSchema = z.enum(['detractor', 'passive', 'promoter']);
export type Band = z.infer<typeof BandSchema>;

export const NpsStateSchema = z.object({
  surveyId: idSchema('survey'),
  /** null: the widget's own wording in the member's language. */
  question: z.string().nullable(),
  followUps: z.record(BandSchema, z.string()).nullable(),
  /** False within the cooldown after an answer or a dismissal. */
  due: z.boolean(),
  delaySeconds: z.int().nonnegative(),
  /** Days; the client keeps it too, for visitors the server does not know yet. */
  cooldownDays: z.int().nonnegative(),
});
export type NpsState = z.infer<typeof NpsStateSchema>;
