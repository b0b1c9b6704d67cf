import {
  CommentPageInputSchema,
  CommentPageSchema,
  FeedEventSchema,
  PostInputSchema,
  PostPageInputSchema,
  PostPageSchema,
  PostSchema,
} from '@hearth/schema';
import type { WidgetContext } from '../context.ts';
import { streamOf } from '../stream-schema.ts';
import { widgetProcedure, widgetRouterOf } from '../trpc.ts';
import { live } from './live.ts';
import { commentsOf, type FeedReader, pageOf, postBy } from './page.ts';

const readerOf = ({ services, project, actor }: WidgetContext): FeedReader => ({
  services,
  project,
  memberId: actor.type === 'visitor' ? null : actor.memberId,
});

/** Anybody reads; writing goes through interactions.record. */
export const feedRouter = widgetRouterOf({
  page: widgetProcedure
    .input(PostPageInputSchema)
    .output(PostPageSchema)
    .query(({ ctx, input }) => pageOf(readerOf(ctx), input)),
  comments: widgetProcedure
    .input(CommentPageInputSchema)
    .output(CommentPageSchema)
    .query(({ ctx, input }) => commentsOf(readerOf(ctx), input)),
  post: widgetProcedure
    .input(PostInputSchema)
    .output(PostSchema.nullable())
    .query(({ ctx, input }) => postBy(readerOf(ctx), input.postId)),
  live: widgetProcedure
    .output(streamOf(FeedEventSchema))
    .subscription(({ ctx, signal }) => live(ctx.services, ctx.project.id, signal)),
});
