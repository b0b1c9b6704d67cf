import { msg } from '@lit/localize';

/** What points were earned by or spent on, in the member's words. Reasons newer than this widget read as activity. */
export const reasonText = (reason: string): string => {
  // What it was about says it all: there is one way to earn by each, and rewards are only redeemed.
  switch (reason.split('.')[0]) {
    case 'survey':
      return msg('Answered a survey', { id: 'rewards-by-answer' });
    case 'checklist':
      return msg('Completed a step', { id: 'rewards-by-step' });
    case 'post':
      return msg('Shared a post', { id: 'rewards-by-post' });
    case 'comment':
      return msg('Wrote a comment', { id: 'rewards-by-comment' });
    case 'reaction':
      return msg('Reacted to a post', { id: 'rewards-by-reaction' });
    case 'referral':
      return msg('Invited somebody who joined', { id: 'rewards-by-referral' });
    case 'reward':
      return msg('Redeemed a reward', { id: 'rewards-by-redeeming' });
    default:
      return msg('Was active', { id: 'rewards-by-activity' });
  }
};
