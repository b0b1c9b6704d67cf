import type {
  ActOutput,
  ContentStatus,
  ModerationAction,
  ModerationReason,
  ModerationVerb,
  QueueTab,
} from '@hearth/schema';
import { counted } from '../format/number.ts';
import { instant } from '../format/time.ts';

export const tabLabels: Record<QueueTab, string> = {
  reported: 'Reported',
  first: 'First posts',
  all: 'Everything',
};
export const statusLabels: Record<ContentStatus, string> = {
  visible: 'Visible',
  hidden: 'Hidden',
  removed: 'Removed',
};
/** In the order of their keys, 1 to 5. */
export const reasonLabels: Record<ModerationReason, string> = {
  spam: 'Spam',
  abuse: 'Abuse',
  off_topic: 'Off topic',
  personal_data: 'Personal data',
  other: 'Something else',
};
export const verbLabels: Record<ModerationVerb, string> = {
  approve: 'Approve',
  hide: 'Hide',
  remove: 'Remove',
  restore: 'Restore',
  warn: 'Warn',
  ban: 'Ban',
  unban: 'Lift ban',
};
const done: Record<ModerationVerb, string> = {
  approve: 'approved',
  hide: 'hidden',
  remove: 'removed',
  restore: 'restored',
  warn: 'warned',
  ban: 'banned',
  unban: 'let back in',
};

/** What reporters chose; the widget knows fewer reasons than operators do. */
export const reportedAs = (reasons: readonly ModerationReason[]): string =>
  reasons.map((reason) => reasonLabels[reason]).join(', ');

/** Whether an id is a post's or a comment's. */
export const kindOf = (id: string): 'post' | 'comment' => (id.startsWith('cmt_') ? 'comment' : 'post');

export const nameOf = ({ name }: { name: string | null }, otherwise = 'A member'): string =>
  name ?? otherwise;

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What came of something done to one or many, in a sentence; whoever was refused says why. */
export function resultOf(verb: ModerationVerb, { outcomes }: ActOutput, undoing = false): string {
  const count = outcomes.filter(({ status }) => status === 'done').length;
  const refusal = outcomes.find((outcome) => outcome.status === 'refused')?.message;
  if (count === 0) return refusal ?? 'Nothing was done.';
  const what = undoing ? 'taken back' : done[verb];
  if (refusal) return `${count} of ${outcomes.length} ${what}. ${refusal}`;
  return outcomes.length === 1 ? `${capital(what)}.` : `${count} ${what}.`;
}

const undoing: Record<ModerationVerb, string> = {
  approve: 'approving',
  hide: 'hiding',
  remove: 'removing',
  restore: 'restoring',
  warn: 'warning about',
  ban: 'banning',
  unban: 'lifting the ban of',
};
const did: Record<ModerationVerb, string> = {
  approve: 'approved',
  hide: 'hid',
  remove: 'removed',
  restore: 'restored',
  warn: 'warned',
  ban: 'banned',
  unban: 'lifted the ban of',
};

/** What an operator did, without its target: “Ada hid”, “Ada took back removing”. */
export const deedOf = ({ operator, verb, undoes }: ModerationAction): string =>
  `${nameOf(operator, 'Somebody')} ${undoes ? `took back ${undoing[verb]}` : did[verb]}`;

/** “their post”, seen from the member. */
export const targetOf = ({ target }: Pick<ModerationAction, 'target'>): string =>
  target ? `a ${kindOf(target.id)}` : '';

/** How long a ban lasts, as the log has it; empty for all else. */
export const lengthOf = ({ verb, undoes, until }: ModerationAction): string => {
  if (verb !== 'ban' || undoes) return '';
  return until ? `until ${instant(until)}` : 'until it is lifted';
};

/** How long somebody has been here: “here for 8 months”, “new today”. */
export function tenure(firstSeenAt: string, now = Date.now()): string {
  const days = Math.floor((now - Date.parse(firstSeenAt)) / 86_400_000);
  if (days < 1) return 'New today';
  if (days < 61) return `Here for ${counted(days, 'day')}`;
  const months = Math.floor(days / 30.44);
  return months < 24
    ? `Here for ${counted(months, 'month')}`
    : `Here for ${counted(Math.floor(months / 12), 'year')}`;
}
