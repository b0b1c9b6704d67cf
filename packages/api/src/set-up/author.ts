import type { ConsoleContext } from '../context.ts';

/** Who changes the set-up, and when. UUIDs. */
export interface Author {
  projectId: string;
  operatorId: string;
  now: Date;
}

export const authorOf = (ctx: {
  operator: NonNullable<ConsoleContext['operator']>;
  services: { now: () => Date };
}): Author => ({
  projectId: ctx.operator.projectId,
  operatorId: ctx.operator.id,
  now: ctx.services.now(),
});
