import type { InteractionKind } from '@hearth/schema';
import { stepHandler } from '../checklists/steps.ts';
import { commentHandler } from '../feed/comments.ts';
import { postHandler } from '../feed/posts.ts';
import { reactionHandler } from '../feed/reactions.ts';
import { reportHandler } from '../feed/reports.ts';
import { joinHandler } from '../referrals/joins.ts';
import { shareHandler } from '../referrals/shares.ts';
import { redemptionHandler } from '../rewards/redemptions.ts';
import { answerHandler } from '../surveys/answers.ts';
import { exitHandler } from '../surveys/exits.ts';
import { exposureHandler } from '../surveys/exposures.ts';
import { droppedHandler } from './dropped.ts';
import type { Handler } from './handler.ts';

/**
 * What each kind of interaction does, in the order in which a group's handlers begin: whom one of them waits for comes
 * before it, and spending last.
 */
export const handlers: readonly Handler[] = [
  exposureHandler,
  answerHandler,
  exitHandler,
  stepHandler,
  postHandler,
  commentHandler,
  reactionHandler,
  reportHandler,
  shareHandler,
  joinHandler,
  droppedHandler,
  redemptionHandler,
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
