import type { ContentStatus, ModerationReason, ModerationVerb } from '@hearth/schema';
import type { Transaction } from '../database/database.ts';
import type { Content } from './target-store.ts';

/** One row of the append-only log, about to be written. UUIDs. */
export interface NewAction {
  id: string;
  verb: ModerationVerb;
  /** null: about the member as such. */
  content: Content | null;
  memberId: string;
  reason: ModerationReason | null;
  note: string | null;
  until: Date | null;
  before: string | null;
  undoesId: string | null;
}

/** Appends what one operator did at once. */
export async function insertActions(
  tx: Transaction,
  by: { projectId: string; operatorId: string; batchId: string; now: Date },
  actions: readonly NewAction[],
): Promise<void> {
  const contentOf = (kind: Content['kind']) =>
    actions.map(({ content }) => (content?.kind === kind ? content.id : null));
  await tx.execute(
    `INSERT INTO moderation_action (project_id, batch_id, operator_id, created_at,
       id, action, post_id, comment_id, member_id, reason, note, until, before, undoes_id)
     SELECT $1::uuid, $2::uuid, $3::uuid, $4::timestamptz, w.*
     FROM unnest($5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::uuid[], $10::text[], $11::text[],
                 $12::timestamptz[], $13::text[], $14::uuid[]) AS w`,
    [
      by.projectId,
      by.batchId,
      by.operatorId,
      by.now,
      actions.map(({ id }) => id),
      actions.map(({ verb }) => verb),
      contentOf('post'),
      contentOf('comment'),
      actions.map(({ memberId }) => memberId),
      actions.map(({ reason }) => reason),
      actions.map(({ note }) => note),
      actions.map(({ until }) => until),
      actions.map(({ before }) => before),
      actions.map(({ undoesId }) => undoesId),
    ],
  );
}

/** What undoing needs to know of an action. */
export interface PastAction {
  id: string;
  verb: ModerationVerb;
  postId: string | null;
  commentId: string | null;
  memberId: string;
  before: string | null;
  undoesId: string | null;
  undone: boolean;
  at: Date;
}

/** One action, or all of a batch, in the order they were taken. */
export async function findActions(
  tx: Transaction,
  projectId: string,
  wanted: { actionId: string } | { batchId: string },
): Promise<PastAction[]> {
  const [column, value] =
    'actionId' in wanted ? (['id', wanted.actionId] as const) : (['batch_id', wanted.batchId] as const);
  const rows = await tx.query<{
    id: string;
    verb: ModerationVerb;
    post_id: string | null;
    comment_id: string | null;
    member_id: string;
    before: string | null;
    undoes_id: string | null;
    undone: boolean;
    at: Date;
  }>(
    `SELECT a.id, a.action AS verb, a.post_id, a.comment_id, a.member_id, a.before, a.undoes_id, a.created_at AS at,
            EXISTS (SELECT FROM moderation_action u WHERE u.project_id = a.project_id AND u.undoes_id = a.id) AS undone
     FROM moderation_action a
     WHERE a.project_id = $1::uuid AND a.${column} = $2::uuid
     ORDER BY a.id`,
    [projectId, value],
  );
  return rows.map(({ post_id, comment_id, member_id, undoes_id, ...row }) => ({
    ...row,
    postId: post_id,
    commentId: comment_id,
    memberId: member_id,
    undoesId: undoes_id,
  }));
}

const statuses: readonly ContentStatus[] = ['visible', 'hidden', 'removed'];

/** The status that an action found: what is written there is one of ours, and never trusted to be. */
export function statusBefore({ id, before }: PastAction): ContentStatus {
  const status = statuses.find((one) => one === before);
  if (!status) throw new Error(`Moderation action ${id} does not say what status it found`);
  return status;
}
