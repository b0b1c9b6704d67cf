import type { ContentStatus, FeedEvent } from '@hearth/schema';
import type { Bus } from '../bus.ts';
import type { Transaction } from '../database/database.ts';
import { addToCommentCounts } from '../feed/post-store.ts';
import { wireId } from '../ids.ts';
import { type Content, saveStatuses } from './target-store.ts';

/** `content` is as it was found. */
export interface StatusChange {
  content: Content;
  status: ContentStatus;
}

/** How many more of it there are to be seen: 1, 0 or -1. */
const shift = ({ content, status }: StatusChange): number =>
  Number(status === 'visible') - Number(content.status === 'visible');

/** Shows and withholds what `lockContent` has locked; posts count the comments that can be seen. */
export async function changeContent(
  tx: Transaction,
  projectId: string,
  changes: readonly StatusChange[],
): Promise<void> {
  await saveStatuses(
    tx,
    projectId,
    changes.filter(({ content, status }) => content.status !== status),
  );
  const counted = changes
    .filter((change) => change.content.kind === 'comment' && shift(change) !== 0)
    .map((change) => ({ projectId, postId: change.content.postId, by: shift(change) }));
  if (counted.length > 0) await addToCommentCounts(tx, counted);
}

/** Tells open feeds, after the commit. */
export function announce(bus: Bus, projectId: string, changes: readonly StatusChange[]): void {
  for (const change of changes) {
    const by = shift(change);
    if (by === 0) continue;
    const { kind, postId, authorId } = change.content;
    const type = kind === 'comment' ? 'post.changed' : by > 0 ? 'post.created' : 'post.deleted';
    const event: FeedEvent = {
      type,
      postId: wireId('post', postId),
      authorId: wireId('member', authorId),
    };
    bus.emit('feed', { projectId, event });
  }
}
