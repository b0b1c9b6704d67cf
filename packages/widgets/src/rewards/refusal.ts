import type { RejectionCode } from '@hearth/schema';
import { msg } from '@lit/localize';

/** Why a reward could not be had, and what to do about it. No points were spent on any of these. */
export const refusal = (code: RejectionCode): string => {
  switch (code) {
    case 'insufficient_points':
      return msg('You do not have enough points for this yet.', { id: 'rewards-too-few' });
    case 'out_of_stock':
      return msg('Somebody was quicker: this reward is gone.', { id: 'rewards-sold-out' });
    case 'sign_in_required':
      return msg('Sign in to redeem this.', { id: 'rewards-sign-in' });
    case 'not_found':
      return msg('This reward is no longer offered.', { id: 'rewards-withdrawn' });
    case 'already_done':
      return msg('You have redeemed this already.', { id: 'rewards-already' });
    case 'too_many':
      return msg('That is all for today. Try again tomorrow.', { id: 'rewards-too-many' });
    default:
      return msg('That did not work, and no points were spent. Please try again.', { id: 'rewards-failed' });
  }
};
