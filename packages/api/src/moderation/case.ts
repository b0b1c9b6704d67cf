import type { AuthorContext, Case } from '@hearth/schema';
import { HearthError } from '../errors/hearth-error.ts';
import { rowId, wireId } from '../ids.ts';
import { findAudit } from './audit-store.ts';
import { findBans } from './ban-store.ts';
import { type AuthorRow, findAuthor, findMrr, findPostOf, findReports } from './case-store.ts';
import type { Moderator } from './moderator.ts';
import { itemsOf } from './queue.ts';
import { findContent } from './queue-store.ts';
import { wireAction } from './wire-action.ts';

/** How many earlier actions are told: more than that tell nothing new. */
const MOST_ACTIONS = 20;

const gone = () => new HearthError('not_found', 'This is not there any more. Go on with the next one.');

/** One post or comment with all that a fair decision needs. */
export async function caseOf(moderator: Moderator, id: string): Promise<Case> {
  const { services, operator } = moderator;
  const { database } = services;
  const { projectId } = operator;
  const contentId = rowId(id);
  const row = await findContent(database, projectId, contentId);
  if (!row) throw gone();
  const [items, post, author, reports, actions] = await Promise.all([
    itemsOf(moderator, [row]),
    row.kind === 'comment' ? findPostOf(database, projectId, row.post_id) : null,
    authorOf(moderator, row.author_id),
    findReports(database, projectId, contentId),
    findAudit(database, projectId, { contentId, limit: MOST_ACTIONS }),
  ]);
  const [item] = items;
  if (!item || !author) throw gone();
  return {
    item,
    post: post && {
      text: post.text,
      status: post.status,
      author: { id: wireId('member', post.author_id), name: post.author_name },
    },
    author,
    reports: reports.map((report) => ({
      reporter: { id: wireId('member', report.reporter_id), name: report.reporter_name },
      reason: report.reason,
      note: report.note,
      at: report.created_at.toISOString(),
      open: report.open,
    })),
    actions: actions.map(wireAction),
  };
}

async function authorOf({ services, operator }: Moderator, memberId: string): Promise<AuthorContext | null> {
  const { database } = services;
  const { projectId } = operator;
  const now = services.now();
  const [row, [ban], actions] = await Promise.all([
    findAuthor(database, projectId, memberId),
    findBans(database, [{ projectId, memberId, at: now }]),
    findAudit(database, projectId, { memberId, limit: MOST_ACTIONS }),
  ]);
  if (!row) return null;
  const mrr = row.account_id ? await findMrr(database, projectId, row.account_id, now) : [];
  return {
    id: wireId('member', row.id),
    name: row.name,
    avatarUrl: row.avatar_url,
    email: row.email,
    verified: row.verified,
    firstSeenAt: row.first_seen_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    account: row.account_id
      ? { id: wireId('account', row.account_id), name: row.account_name, plan: row.plan }
      : null,
    mrr,
    nps: npsOf(row),
    posts: row.posts,
    comments: row.comments,
    withheld: row.withheld,
    ban: ban ? { since: ban.since.toISOString(), until: ban.until?.toISOString() ?? null } : null,
    actions: actions.map(wireAction),
  };
}

const npsOf = ({ score, score_comment, scored_at }: AuthorRow): AuthorContext['nps'] =>
  score === null || scored_at === null
    ? null
    : { score, comment: score_comment, at: scored_at.toISOString() };
