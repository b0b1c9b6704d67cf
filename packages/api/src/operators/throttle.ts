import type { Rule } from '../limits/limit.ts';

const WINDOW = 15 * 60_000;
const refusal = 'Too many tries to sign in. Wait a few minutes, then try again.';

/** By network: one office may share it, so more than by account. */
export const signInsFromAddress: Rule = { name: 'sign-in address', most: 50, windowMs: WINDOW, refusal };

/** By address of e-mail, whether or not anybody has it. */
export const signInsToAccount: Rule = { name: 'sign-in account', most: 10, windowMs: WINDOW, refusal };

export const invitationsFromAddress: Rule = {
  name: 'invitation address',
  most: 50,
  windowMs: WINDOW,
  refusal,
};
