import { BandSchema, LocalizedTextSchema, type NpsState } from '@hearth/schema';
import { z } from 'zod';
import { wireId } from '../ids.ts';
import type { Question } from '../question.ts';
import { firstFor } from '../segments/audience.ts';
import { findNps } from './read-store.ts';

const FollowUpsSchema = z.partialRecord(BandSchema, LocalizedTextSchema);

/** The project's NPS question to this member and whether it is due; null when the project asks them none. */
export async function npsState(asked: Question): Promise<NpsState | null> {
  const { services, project, memberId, locale } = asked;
  const rows = await findNps(services.database, project.id, memberId, locale);
  const row = await firstFor(asked, rows);
  if (!row) return null;
  const cooldownFrom = services.now().getTime() - row.cooldownDays * 24 * 3_600_000;
  const lastMet = Math.max(row.answeredAt?.getTime() ?? 0, row.dismissedAt?.getTime() ?? 0);
  return {
    surveyId: wireId('survey', row.id),
    question: row.question,
    followUps: followUps(row.followUps, locale),
    due: lastMet === 0 || lastMet <= cooldownFrom,
    delaySeconds: row.delaySeconds,
    cooldownDays: row.cooldownDays,
  };
}

/** All three or none: half of a project's wording among the widget's own would read oddly. */
function followUps(stored: unknown, locale: Question['locale']): NpsState['followUps'] {
  const texts = FollowUpsSchema.safeParse(stored);
  if (!texts.success) return null;
  const { detractor, passive, promoter } = texts.data;
  if (!detractor || !passive || !promoter) return null;
  return {
    detractor: detractor[locale] ?? detractor.en,
    passive: passive[locale] ?? passive.en,
    promoter: promoter[locale] ?? promoter.en,
  };
}
