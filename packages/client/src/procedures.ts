import type { WidgetRouter } from '@hearth/api';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

/** The procedures that this client calls; `feed.live` is read as a stream. */
export type Path =
  | 'boot'
  | 'interactions.record'
  | 'members.anonymous'
  | 'members.merge'
  | 'feed.page'
  | 'feed.comments'
  | 'feed.post';

/** What stands at a path: `never`, so that no call type-checks, when the backend has no such procedure. */
type At<Tree, P extends string> = P extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Tree
    ? At<Tree[Head], Rest>
    : never
  : P extends keyof Tree
    ? Tree[P]
    : never;

export type Input<P extends Path> = At<inferRouterInputs<WidgetRouter>, P>;
export type Output<P extends Path> = At<inferRouterOutputs<WidgetRouter>, P>;
