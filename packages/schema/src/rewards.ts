import { z } from 'zod';
import { idSchema } from './ids.ts';
import { InstantSchema } from './text.ts';

/** Drawings the widgets carry for badges. */
export const BadgeIconSchema = z.enum(['spark', 'voice', 'star', 'heart', 'trophy', 'compass']);
export type BadgeIcon = z.infer<typeof BadgeIconSchema>;

const LevelSchema = z.object({ number: z.int(), name: z.string(), threshold: z.int() });

/** For verified members; null for anonymous ones, who earn nothing. */
export const RewardsStateSchema = z.object({
  standing: z
    .object({
      /** What can be spent now. */
      points: z.int().nonnegative(),
      /** All that was ever earned: levels go by this. */
      earned: z.int().nonnegative(),
      level: LevelSchema.nullable(),
      next: LevelSchema.nullable(),
      recent: z.array(
        z.object({
          /** An interaction kind, `checklist.item`, `reward.redeemed`, `referral.qualified`. */
          reason: z.string(),
          /** Negative when spent. */
          points: z.int(),
          at: InstantSchema,
        }),
      ),
    })
    .nullable(),
  badges: z.array(
    z.object({
      id: idSchema('badge'),
      name: z.string(),
      description: z.string(),
      icon: BadgeIconSchema,
      awardedAt: InstantSchema.nullable(),
      count: z.int(),
      target: z.int(),
    }),
  ),
  catalogue: z.array(
    z.object({
      id: idSchema('reward'),
      name: z.string(),
      description: z.string(),
      cost: z.int(),
      stock: z.int(),
      /** The member's latest code for it, if redeemed. */
      code: z.string().nullable(),
    }),
  ),
});
export type RewardsState = z.infer<typeof RewardsStateSchema>;
