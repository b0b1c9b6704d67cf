import type { Boot, BootInput, CommentPage, Outcome, Post, PostPage, RecordInput } from '@hearth/schema';

interface Procedures {
  boot: [BootInput, Boot];
  'interactions.record': [RecordInput, { outcomes: Outcome[] }];
  'members.anonymous': [undefined, { token: string }];
  'members.merge': [{ token: string }, unknown];
  'feed.page': [{ cursor?: string; limit?: number }, PostPage];
  'feed.comments': [{ postId: string; cursor?: string; limit?: number }, CommentPage];
  'feed.post': [{ postId: string }, Post | null];
}

export type Path = keyof Procedures;
export type Input<P extends Path> = Procedures[P][0];
export type Output<P extends Path> = Procedures[P][1];
