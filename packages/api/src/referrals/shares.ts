import { accepted, handler } from '../interactions/handler.ts';

/** A member copied or passed on their link: nothing changes, the log is what is counted. */
export const shareHandler = handler({
  kinds: ['referral.shared'],
  anonymous: false,
  about: () => ({ widget: 'referral', subject: null }),
  apply: async (_tx, facts) => facts.map(() => accepted([])),
});
