import type { ActInput, ActOutcome, ActOutput } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';
import { newId, rowId, wireId } from '../ids.ts';
import { insertActions, type NewAction } from './action-store.ts';
import { announce, changeContent, type StatusChange } from './change-content.ts';
import { dropClaims, findClaims, type HeldClaim } from './claim-store.ts';
import { GONE, heldBack, nextStatus, type Refusal } from './decide.ts';
import { LockedBans } from './locked-bans.ts';
import type { Moderator } from './moderator.ts';
import { type Content, type Decision, findDecisions, lockContent, settleReports } from './target-store.ts';

const DAY = 86_400_000;

/** What the database says about the targets, locked. */
interface Situation {
  contents: Map<string, Content>;
  decisions: Map<string, Decision>;
  claims: Map<string, HeldClaim>;
  standing: LockedBans;
}

interface Plan {
  actions: NewAction[];
  changes: StatusChange[];
}

/**
 * Does one thing about up to a hundred targets, in one transaction: each is done or refused for itself, and all that
 * were done form one batch that can be undone at once.
 */
export async function act(moderator: Moderator, input: ActInput): Promise<ActOutput> {
  const { services, operator } = moderator;
  const { outcomes, batchId, changes } = await services.database.transaction(async (tx) => {
    const now = services.now();
    const situation = await lookAt(tx, operator.projectId, input, now);
    const plan: Plan = { actions: [], changes: [] };
    const planned: ActOutcome[] = [];
    for (const target of input.targets) {
      const result = decide(operator.id, target, input, situation, plan, now);
      planned.push(
        typeof result === 'string'
          ? { id: target.id, status: 'done', actionId: wireId('action', result) }
          : { id: target.id, status: 'refused', ...result },
      );
    }
    const first = plan.actions[0]?.id ?? null;
    if (first !== null) await write(tx, moderator, plan, situation, first, now);
    return { outcomes: planned, batchId: first, changes: plan.changes };
  });
  // After the commit: whoever is told asks again, and must find it so.
  announce(services.bus, operator.projectId, changes);
  return { batchId: batchId && wireId('action', batchId), outcomes };
}

async function lookAt(
  tx: Transaction,
  projectId: string,
  { targets }: ActInput,
  now: Date,
): Promise<Situation> {
  const ids = targets.map(({ id }) => id);
  const contentIds = ids.filter((id) => !id.startsWith('mem_')).map(rowId);
  const contents = await lockContent(tx, projectId, contentIds);
  const memberIds = [
    ...ids.filter((id) => id.startsWith('mem_')).map(rowId),
    ...[...contents.values()].map(({ authorId }) => authorId),
  ];
  return {
    contents,
    decisions: await findDecisions(tx, projectId, 'content', contentIds),
    claims: await findClaims(tx, projectId, contentIds, now),
    standing: await LockedBans.lock(tx, projectId, memberIds, now),
  };
}

/** Plans what happens to one target: the new action's UUID, or why not. */
function decide(
  operatorId: string,
  { id, seen }: ActInput['targets'][number],
  { verb, reason, note, days }: ActInput,
  { contents, decisions, claims, standing }: Situation,
  { actions, changes }: Plan,
  now: Date,
): string | Refusal {
  const isMember = id.startsWith('mem_');
  const content = isMember ? null : (contents.get(rowId(id)) ?? null);
  const memberId = isMember ? rowId(id) : content?.authorId;
  if (memberId === undefined || !standing.knows(memberId)) return GONE;
  const newest = content ? decisions.get(content.id) : undefined;
  const held =
    content &&
    heldBack(operatorId, claims.get(content.id), newest, seen === null ? null : seen && rowId(seen));
  if (held) return held;

  const action = {
    id: newId(),
    verb,
    content,
    memberId,
    reason: reason ?? null,
    note: note ?? null,
    until: null,
    undoesId: null,
  };
  if (verb === 'warn') {
    actions.push({ ...action, before: null });
  } else if (verb === 'ban' || verb === 'unban') {
    const until = days ? new Date(now.getTime() + days * DAY) : null;
    const change = standing.change(memberId, action.id, verb === 'ban' ? { until } : null);
    if ('code' in change) return change;
    actions.push({ ...action, until, before: change.before });
  } else if (content) {
    const status = nextStatus(verb, content, newest);
    if (typeof status === 'object') return status;
    actions.push({ ...action, before: content.status });
    changes.push({ content, status });
  }
  return action.id;
}

async function write(
  tx: Transaction,
  { operator }: Moderator,
  { actions, changes }: Plan,
  { standing }: Situation,
  batchId: string,
  now: Date,
): Promise<void> {
  const { id: operatorId, projectId } = operator;
  await insertActions(tx, { projectId, operatorId, batchId, now }, actions);
  await changeContent(tx, projectId, changes);
  await standing.save(tx, now);
  const decided = new Set(changes.map(({ content }) => content.id));
  const settled = actions.flatMap(({ id, content }) =>
    content && decided.has(content.id) ? [{ targetId: content.id, actionId: id }] : [],
  );
  await settleReports(tx, projectId, settled, now);
  // Decided: nobody needs to keep others away from it any more.
  await dropClaims(tx, projectId, operatorId, [...decided]);
}
