import { z } from 'zod';

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
