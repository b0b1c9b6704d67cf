import type { RejectionCode } from '@hearth/schema';
import { msg } from '@lit/localize';

/** Why a reward could not be had, and what to do about it. No points were spent on any of these. */
export const refusal = (code: RejectionCode): string => {
  switch (code) {
    case 'insufficient_points':
      return msg('You do not have enough points for this yet.', { id: 'rewards-too-few' });
    case 'out_of_stock':
      return msg('Somebody was quicker: this reward is gone.', { id: 'rewards-sold-out' });
    case 'not_found':
      return msg('This reward is no longer offered.', { id: 'rewards-withdrawn' });
    default:
      return msg('That did not work, and no points were spent. Please try again.', { id: 'rewards-failed' });
  }
};
