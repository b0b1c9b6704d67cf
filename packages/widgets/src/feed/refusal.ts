import type { Outcome } from '@hearth/schema';
import { msg } from '@lit/localize';

/** Why the server refused, in the reader's language; undefined when it did not. */
export const refusal = (outcome: Outcome): string | undefined => {
  if (outcome.status !== 'rejected') return undefined;
  switch (outcome.code) {
    case 'edit_window_closed':
      return msg('Posts can be changed for five minutes.', { id: 'feed-late' });
    case 'too_many':
      return msg('That was a lot at once. Wait a minute, then try again.', { id: 'feed-many' });
    case 'sign_in_required':
      return msg('Sign in to join in.', { id: 'feed-sign-in' });
    case 'not_found':
      return msg('This is no longer there.', { id: 'feed-gone' });
    default:
      return msg('That did not go through.', { id: 'feed-refused' });
  }
};
