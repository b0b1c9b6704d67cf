import type { RejectionCode } from '@hearth/schema';
import { msg } from '@lit/localize';

/** Why a tick did not hold, and what to do about it. */
export const refusal = (code: RejectionCode): string => {
  switch (code) {
    case 'sign_in_required':
      return msg('Sign in to complete this step.', { id: 'checklist-sign-in' });
    case 'not_allowed':
      return msg('This step completes by itself once you have done it.', { id: 'checklist-automatic' });
    case 'not_found':
      return msg('This step is no longer on the list.', { id: 'checklist-gone' });
    default:
      return msg('That did not save. Please try again.', { id: 'checklist-unsaved' });
  }
};
