import { accepted, handler } from './handler.ts';

/** A sender's confession of what its full queue lost: kept in the log for whoever reads the numbers. */
export const droppedHandler = handler({
  kinds: ['client.dropped'],
  anonymous: true,
  about: () => ({ widget: null, subject: null }),
  apply: async (_tx, facts) => facts.map(() => accepted([], { counts: false })),
});
