import { type Rejection, rejected } from '../interactions/handler.ts';

/** Deleted, of another project, or never there: all the same to whoever asks. */
export const GONE: Rejection = rejected('not_found', 'This is not there any more. Reload to see what is.');

/** What a member can still see, and so do something about. */
export const isThere = (post: { deletedAt: Date | null; withheld: boolean } | undefined): boolean =>
  post?.deletedAt === null && !post.withheld;

export const isTheirs = (what: 'post' | 'comment'): Rejection =>
  rejected('not_allowed', `This ${what} is somebody else's. You can change only your own.`);
