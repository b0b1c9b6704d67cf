import type { Role } from '@hearth/schema';
import { v7 } from 'uuid';
import type { Actor, ConsoleContext } from '../context.ts';
import { wireId } from '../ids.ts';
import type { Community } from '../testing/community.ts';
import { moderationRouter } from './router.ts';

type Author = Extract<Actor, { type: 'verified' }>;

/** An operator at their desk: the console's calls, as somebody with this role. */
export async function openDesk(community: Community, name = 'Ada', role: Role = 'moderator') {
  const id = v7();
  await community.add('operator', { id, email: `${id}@acme.example`, name, role });
  const context: ConsoleContext = {
    services: community.services,
    requestId: 'test',
    operator: { id, projectId: community.project.id, role },
    address: '127.0.0.1',
    session: { set: () => {}, clear: () => {}, token: null },
  };
  // A proxy: spreading it would copy nothing.
  const {
    queue,
    counts,
    case: caseOf,
    claim,
    release,
    act,
    undo,
    audit,
  } = moderationRouter.createCaller(context);
  return { id: wireId('operator', id), queue, counts, case: caseOf, claim, release, act, undo, audit };
}

/** Writes a post; its id. */
export async function post(community: Community, author: Author, text = 'Hello'): Promise<string> {
  const item = community.item('post.created', { text });
  const [outcome] = await community.send(author, item);
  if (outcome?.status !== 'accepted') throw new Error(`The post was not taken: ${JSON.stringify(outcome)}`);
  return item.id.replace('int_', 'pst_');
}

/** Writes a comment; its id. */
export async function comment(
  community: Community,
  author: Author,
  postId: string,
  text = 'Indeed',
): Promise<string> {
  const item = community.item('comment.created', { postId, text });
  const [outcome] = await community.send(author, item);
  if (outcome?.status !== 'accepted')
    throw new Error(`The comment was not taken: ${JSON.stringify(outcome)}`);
  return item.id.replace('int_', 'cmt_');
}

/** Somebody reports a post or a comment. */
export async function report(
  community: Community,
  reporter: Author,
  id: string,
  note?: string,
): Promise<void> {
  const target = id.startsWith('pst_') ? { postId: id } : { commentId: id };
  const outcome = await community.record(reporter, 'report.created', {
    target,
    reason: 'spam',
    ...(note !== undefined && { note }),
  });
  if (outcome.status !== 'accepted') throw new Error(`The report was not taken: ${JSON.stringify(outcome)}`);
}

/** The outcomes' codes: `done`, or why not. */
export const codesOf = ({
  outcomes,
}: {
  outcomes: readonly ({ status: string; code?: string } | object)[];
}) => outcomes.map((outcome) => ('code' in outcome ? outcome.code : 'done'));
