import type { ActOutcome, ContentStatus, ModerationVerb } from '@hearth/schema';
import type { HeldClaim } from './claim-store.ts';
import type { Content, Decision } from './target-store.ts';

export type Refusal = Omit<Extract<ActOutcome, { status: 'refused' }>, 'id' | 'status'>;

/** The status that a verb leads to. `warn`, `ban` and `unban` leave it alone. */
const leadsTo: Partial<Record<ModerationVerb, ContentStatus>> = {
  approve: 'visible',
  hide: 'hidden',
  remove: 'removed',
  restore: 'visible',
};

export const GONE: Refusal = {
  code: 'not_found',
  message: 'This is not there any more: its author deleted it, or it never was.',
};

const word: Record<ModerationVerb, string> = {
  approve: 'approved',
  hide: 'hidden',
  remove: 'removed',
  restore: 'restored',
  warn: 'warned',
  ban: 'banned',
  unban: 'let back in',
};

/** What a decision was, in a sentence. */
export const tell = ({ operatorName, verb, undoesId }: Decision, what = 'this'): string =>
  undoesId
    ? `${operatorName} has taken back an earlier decision about ${what}.`
    : `${operatorName} has ${word[verb]} ${what}.`;

/** Why this operator may not decide a case now; undefined: they may. */
export function heldBack(
  operatorId: string,
  claim: HeldClaim | undefined,
  newest: Decision | undefined,
  seen: string | null | undefined,
): Refusal | undefined {
  if (claim && claim.operatorId !== operatorId)
    return { code: 'claimed', message: `${claim.operatorName} is looking at this. Leave it to them.` };
  const isUnseen = seen !== undefined && (newest?.id ?? null) !== seen;
  if (newest && isUnseen && newest.operatorId !== operatorId)
    return { code: 'decided', message: `${tell(newest)} Look again before you decide.` };
  return undefined;
}

/** The status after a verb, or why it changes nothing. */
export function nextStatus(
  verb: ModerationVerb,
  content: Content,
  newest: Decision | undefined,
): ContentStatus | Refusal {
  const { status, hasOpenReports } = content;
  const next = leadsTo[verb] ?? status;
  const isApproved = newest?.verb === 'approve' && newest.undoesId === null && !hasOpenReports;
  if (verb === 'approve' && status === 'removed')
    return { code: 'decided', message: 'This has been removed. Restore it to show it again.' };
  if (verb === 'approve' ? status === 'visible' && isApproved : next === status)
    return { code: 'already_so', message: newest ? tell(newest) : `This is ${status} already.` };
  if (verb === 'hide' && status === 'removed')
    return { code: 'already_so', message: 'This has been removed: nobody sees it.' };
  return next;
}
