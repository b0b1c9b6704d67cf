import { assertCount, type Measure } from './measure.ts';

/** What members' invitations came to. */
export interface Invitations {
  members: number;
  /** Visitors whom an invitation reached. */
  invitations: number;
  /** Newcomers who joined by one. */
  signUps: number;
}

/**
 * K-factor: how many newcomers a member brings. Above 1 each brings more than themselves.
 *
 * invitations per member × conversion, where conversion is sign-ups / invitations. Invitations cancel out, so that
 * a visit that was not counted distorts nothing: it is sign-ups / members.
 *
 * After the basic reproduction number of epidemiology, as products borrowed it.
 *
 * @returns nulls when there are no members
 * @throws RangeError if a count is not a whole number of at least 0
 * @example kFactor({ members: 100, invitations: 250, signUps: 20 }) // 2.5 × 8 % = 0.2
 */
export const kFactor = ({ members, invitations, signUps }: Invitations): Measure => {
  assertCount('members', members);
  assertCount('invitations', invitations);
  assertCount('signUps', signUps);
  return { value: members === 0 ? null : signUps / members, n: members, low: null, high: null };
};
