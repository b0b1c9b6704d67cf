import { z } from 'zod';
import { InstantSchema, textSchema } from './text.ts';

/** null link for anonymous members: they cannot refer. */
export const ReferralStateSchema = z.object({
  link: z.object({ code: z.string(), url: z.string() }).nullable(),
  /** Distinct visitors who followed the link. */
  invited: z.int(),
  /** Those who became members. */
  joined: z.int(),
  /** Those whom the host's server has qualified. */
  rewarded: z.int(),
  /** One line. */
  rules: z.string().nullable(),
});
export type ReferralState = z.infer<typeof ReferralStateSchema>;

/** From the host's backend alone: the referred member has done what a referral is rewarded for. */
export const QualifyInputSchema = z.object({ memberExternalId: textSchema(200) });
/** When it was first said: saying it again changes nothing. */
export const QualifyOutputSchema = z.object({ qualifiedAt: InstantSchema });
export type QualifyOutput = z.infer<typeof QualifyOutputSchema>;
