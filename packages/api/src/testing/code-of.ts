import type { Outcome } from '@hearth/schema';

/** An outcome in a word: the rejection's code, else the status. */
export const codeOf = (outcome: Outcome | undefined): string | undefined =>
  outcome?.status === 'rejected' ? outcome.code : outcome?.status;
