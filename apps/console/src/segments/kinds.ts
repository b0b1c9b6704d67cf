import type { ConditionAbout } from '@hearth/schema';

type Kind = ConditionAbout<'activity'>['kind'];

/** What members do, the commonest first; `active` is anything deliberate. Events have a subject of their own. */
export const kinds: readonly Kind[] = [
  'active',
  'survey.answered',
  'checklist.item.completed',
  'post.created',
  'comment.created',
  'reaction.added',
  'reward.redeemed',
  'referral.shared',
  'referral.joined',
  'report.created',
  'widget.shown',
  'widget.started',
  'widget.dismissed',
];
