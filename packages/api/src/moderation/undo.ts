import type { ActOutcome, ActOutput, UndoInput } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { newId, rowId, wireId } from '../ids.ts';
import { findActions, insertActions, type NewAction, type PastAction, statusBefore } from './action-store.ts';
import { announce, changeContent, type StatusChange } from './change-content.ts';
import { findClaims, type HeldClaim } from './claim-store.ts';
import { GONE, heldBack, type Refusal, tell } from './decide.ts';
import { banBefore, LockedBans } from './locked-bans.ts';
import type { Moderator } from './moderator.ts';
import { findReadWarnings } from './notice-store.ts';
import {
  CONTENT_VERBS,
  type Content,
  type Decision,
  findDecisions,
  lockContent,
  reopenReports,
} from './target-store.ts';

interface Situation {
  contents: Map<string, Content>;
  decisions: Map<string, Decision>;
  banDecisions: Map<string, Decision>;
  claims: Map<string, HeldClaim>;
  standing: LockedBans;
  read: Set<string>;
}

/**
 * Takes back one action or all of a batch, by appending what restores the state before: what somebody has decided
 * anew since then stays as it is.
 */
export async function undo(moderator: Moderator, input: UndoInput): Promise<ActOutput> {
  const { services, operator } = moderator;
  const { projectId, id: operatorId } = operator;
  const wanted =
    'actionId' in input ? { actionId: rowId(input.actionId) } : { batchId: rowId(input.batchId) };
  const { outcomes, batchId, changes } = await services.database.transaction(async (tx) => {
    const now = services.now();
    const past = await findActions(tx, projectId, wanted);
    if (past.length === 0) throw new HearthError('not_found', 'There is no such action in this project.');
    const situation = await lookAt(tx, projectId, past, now);
    // Read again under the locks: of two who undo at once, the second sees what the first has done.
    const locked = await findActions(tx, projectId, wanted);
    const actions: NewAction[] = [];
    const changes: StatusChange[] = [];
    const outcomes = locked.map((action): ActOutcome => {
      const refusal = refuse(operatorId, action, situation);
      const taken = refusal ?? takeBack(action, situation, changes, now);
      if ('code' in taken) return { id: targetOf(action), status: 'refused', ...taken };
      actions.push(taken);
      return { id: targetOf(action), status: 'done', actionId: wireId('action', taken.id) };
    });
    const batchId = actions[0]?.id ?? null;
    if (batchId !== null) {
      await insertActions(tx, { projectId, operatorId, batchId, now }, actions);
      await changeContent(tx, projectId, changes);
      await situation.standing.save(tx, now);
      const undone = actions.flatMap(({ undoesId }) => undoesId ?? []);
      await reopenReports(tx, projectId, undone);
    }
    return { outcomes, batchId, changes };
  });
  announce(services.bus, projectId, changes);
  return { batchId: batchId && wireId('action', batchId), outcomes };
}

async function lookAt(
  tx: Transaction,
  projectId: string,
  past: readonly PastAction[],
  now: Date,
): Promise<Situation> {
  const contentIds = past.flatMap(({ postId, commentId }) => postId ?? commentId ?? []);
  const memberIds = past.map(({ memberId }) => memberId);
  // In the order in which everybody locks: content, then members.
  const contents = await lockContent(tx, projectId, contentIds);
  const standing = await LockedBans.lock(tx, projectId, memberIds, now);
  return {
    contents,
    standing,
    decisions: await findDecisions(tx, projectId, 'content', contentIds),
    banDecisions: await findDecisions(tx, projectId, 'member', memberIds),
    claims: await findClaims(tx, projectId, contentIds, now),
    read: await findReadWarnings(
      tx,
      projectId,
      past.filter(({ verb }) => verb === 'warn').map(({ id }) => id),
    ),
  };
}

/** Why an action stays; undefined: it can be taken back. */
function refuse(operatorId: string, action: PastAction, situation: Situation): Refusal | undefined {
  const { id, verb, memberId, undoesId, undone } = action;
  if (undoesId) return { code: 'undone', message: 'This took something back itself. Decide anew instead.' };
  if (undone) return { code: 'undone', message: 'This has been taken back already.' };
  if (verb === 'warn')
    return situation.read.has(id)
      ? { code: 'read', message: 'The member has read this warning: it cannot be taken back.' }
      : undefined;
  if (verb === 'ban' || verb === 'unban') {
    const newest = situation.banDecisions.get(memberId);
    return newest && newest.id !== id ? { code: 'decided', message: tell(newest, 'them') } : undefined;
  }
  const contentId = action.postId ?? action.commentId;
  if (contentId === null || !situation.contents.has(contentId)) return GONE;
  const newest = situation.decisions.get(contentId);
  if (newest && newest.id !== id) return { code: 'decided', message: tell(newest) };
  return heldBack(operatorId, situation.claims.get(contentId), undefined, undefined);
}

/** Plans the row that takes an action back. */
function takeBack(
  action: PastAction,
  { contents, standing }: Situation,
  changes: StatusChange[],
  now: Date,
): NewAction | Refusal {
  const { verb, memberId } = action;
  const content = contents.get(action.postId ?? action.commentId ?? '') ?? null;
  const row = {
    id: newId(),
    verb,
    content,
    memberId,
    reason: null,
    note: null,
    until: null,
    before: null,
    undoesId: action.id,
  };
  if (verb === 'warn') return row;
  if (CONTENT_VERBS.includes(verb)) {
    if (!content) return GONE;
    changes.push({ content, status: statusBefore(action) });
    return { ...row, before: content.status };
  }
  const ban = banBefore(action.before, now);
  const change = standing.change(memberId, row.id, ban);
  return 'code' in change ? change : { ...row, until: ban?.until ?? null, before: change.before };
}

const targetOf = ({ postId, commentId, memberId }: PastAction): string => {
  if (postId) return wireId('post', postId);
  return commentId ? wireId('comment', commentId) : wireId('member', memberId);
};
