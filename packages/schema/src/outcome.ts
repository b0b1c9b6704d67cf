import { z } from 'zod';
import { WidgetNameSchema } from './widget.ts';

/** Why one item was not stored. Each comes with a sentence that says what to do. */
export const RejectionCodeSchema = z.enum([
  'unknown_kind',
  'invalid_shape',
  'invalid_text',
  'text_too_long',
  'score_out_of_range',
  'occurred_in_future',
  'sign_in_required',
  'not_found',
  'not_allowed',
  'edit_window_closed',
  'insufficient_points',
  'out_of_stock',
  'already_done',
  'too_many',
  'handler_failed',
]);
export type RejectionCode = z.infer<typeof RejectionCodeSchema>;

/** What an accepted item earned its member; shown by the rewards widget as a toast. */
export const EarningsSchema = z.object({
  points: z.int().nonnegative(),
  badges: z.array(z.object({ name: z.string(), icon: z.string() })),
});
export type Earnings = z.infer<typeof EarningsSchema>;

/**
 * What became of one item. `accepted` and `duplicate` mean committed; the sender forgets the item on any of
 * the three and keeps it on anything else.
 */
export const OutcomeSchema = z.discriminatedUnion('status', [
  z.object({
    id: z.string(),
    status: z.literal('accepted'),
    /** Widgets whose state this changed: the client asks for it again. */
    changed: z.array(WidgetNameSchema),
    earned: EarningsSchema.optional(),
  }),
  z.object({ id: z.string(), status: z.literal('duplicate') }),
  z.object({ id: z.string(), status: z.literal('rejected'), code: RejectionCodeSchema, message: z.string() }),
]);
export type Outcome = z.infer<typeof OutcomeSchema>;
