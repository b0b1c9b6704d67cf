/** What each kind of interaction says about its member: "Ada answered the survey". */
const sentences: Readonly<Record<string, string>> = {
  'widget.shown': 'was shown',
  'widget.started': 'began with',
  'widget.dismissed': 'dismissed',
  'survey.answered': 'answered the survey',
  'exit.answered': 'said why they leave',
  'checklist.item.started': 'opened a step',
  'checklist.item.completed': 'completed a step',
  'post.created': 'posted',
  'post.edited': 'edited a post',
  'post.deleted': 'deleted a post',
  'comment.created': 'commented',
  'comment.deleted': 'deleted a comment',
  'reaction.added': 'reacted',
  'reaction.removed': 'took a reaction back',
  'report.created': 'reported',
  'reward.redeemed': 'redeemed a reward',
  'referral.shared': 'shared the referral link',
  'referral.joined': 'joined by referral',
  'event.tracked': 'did',
  'client.dropped': 'lost queued interactions',
};

/** A kind this console does not know yet is shown by its own name. */
export const sentenceOf = (kind: string): string => sentences[kind] ?? kind;

/** True for what a member did on purpose; being shown something is not deliberate. */
export const isDeliberate = (kind: string): boolean => kind !== 'widget.shown' && kind !== 'client.dropped';
