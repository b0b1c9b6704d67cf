/** Longest texts, in UTF-16 units: the contract's own numbers (a test compares), without its weight. */
export const limits = { post: 5000, comment: 2000, note: 500 } as const;

/** From this many units to the limit on, the member sees how many are left. */
export const NEAR = 200;
