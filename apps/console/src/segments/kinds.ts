import type { ConditionAbout } from '@hearth/schema';

type Kind = ConditionAbout<'activity'>['kind'];

/** What members do of their own will, the commonest first: it can be counted in a segment, and earn a badge. */
export const deeds = [
  'survey.answered',
  'checklist.item.completed',
  'post.created',
  'comment.created',
  'reaction.added',
  'reward.redeemed',
  'referral.shared',
  'referral.joined',
] as const satisfies readonly Kind[];

/** What a segment can count; `active` is anything deliberate. Events have a subject of their own. */
export const kinds: readonly Kind[] = [
  'active',
  ...deeds,
  'report.created',
  'widget.shown',
  'widget.started',
  'widget.dismissed',
];
