import { randomBytes } from 'node:crypto';
import type { ReferralState } from '@hearth/schema';
import type { Question } from '../question.ts';
import { readableCode } from '../readable-code.ts';
import { claimCode, findReferral } from './read-store.ts';

const CODE_LENGTH = 8;
/** 32^8 codes: meeting a taken one even once is unlikely. */
const MOST_TRIES = 5;

/** A member's link and how it has done. Their code is made when it is first looked at. */
export async function referralState({
  services,
  project,
  memberId,
  verified,
  locale,
}: Question): Promise<ReferralState | null> {
  const referrer = verified ? memberId : null;
  const row = await findReferral(services.database, project.id, referrer, locale);
  if (!row) return null;
  const { code, ...rest } = row;
  if (referrer === null) return { link: null, ...rest };
  const own = code ?? (await makeCode({ services, project }, referrer));
  return { link: { code: own, url: new URL(`/r/${own}`, services.publicUrl).href }, ...rest };
}

async function makeCode({ services, project }: Pick<Question, 'services' | 'project'>, memberId: string) {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const code = readableCode(randomBytes(CODE_LENGTH));
    const own = await claimCode(services.database, project.id, memberId, code);
    if (own !== null) return own;
  }
  throw new Error('No free referral code was found');
}
