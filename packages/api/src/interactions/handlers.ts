import type { InteractionKind } from '@hearth/schema';
import { checklistSteps } from '../checklists/steps.ts';
import { comments } from '../feed/comments.ts';
import { posts } from '../feed/posts.ts';
import { reactions } from '../feed/reactions.ts';
import { reports } from '../feed/reports.ts';
import { joins } from '../referrals/joins.ts';
import { shares } from '../referrals/shares.ts';
import { redemptions } from '../rewards/redemptions.ts';
import { answers } from '../surveys/answers.ts';
import { exposures } from '../surveys/exposures.ts';
import { dropped } from './dropped.ts';
import type { Handler } from './handler.ts';

/**
 * What each kind of interaction does, in the order in which a group's handlers run: a post before the comments on
 * it, and spending last.
 */
export const handlers: readonly Handler[] = [
  exposures,
  answers,
  checklistSteps,
  posts,
  comments,
  reactions,
  reports,
  shares,
  joins,
  dropped,
  redemptions,
];

const byKind = new Map<InteractionKind, Handler>(
  handlers.flatMap((handler) => handler.kinds.map((kind) => [kind, handler] as const)),
);

/** The handler of a kind. Every kind has exactly one: a test counts them. */
export function handlerOf(kind: InteractionKind): Handler {
  const handler = byKind.get(kind);
  if (!handler) throw new Error(`No handler is listed for ${kind}: add one to interactions/handlers.ts`);
  return handler;
}
