import { msg } from '@lit/localize';

/** What points were earned by or spent on, in the member's words. Reasons newer than this widget read as activity. */
export const reasonText = (reason: string): string => {
  switch (reason) {
    case 'survey.answered':
      return msg('Answered a survey', { id: 'rewards-by-answer' });
    case 'checklist.item':
    case 'checklist.item.completed':
      return msg('Completed a step', { id: 'rewards-by-step' });
    case 'post.created':
      return msg('Shared a post', { id: 'rewards-by-post' });
    case 'comment.created':
      return msg('Wrote a comment', { id: 'rewards-by-comment' });
    case 'reaction.added':
      return msg('Reacted to a post', { id: 'rewards-by-reaction' });
    case 'referral.joined':
    case 'referral.qualified':
      return msg('Invited somebody who joined', { id: 'rewards-by-referral' });
    case 'reward.redeemed':
      return msg('Redeemed a reward', { id: 'rewards-by-redeeming' });
    default:
      return msg('Was active', { id: 'rewards-by-activity' });
  }
};
