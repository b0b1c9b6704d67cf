import type { SegmentPreview, SegmentRule } from '@hearth/schema';
import type { Services } from '../context.ts';
import { isTimeout } from '../database/errors.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { wireId } from '../ids.ts';
import { findCalendar } from '../projects/calendar-store.ts';
import { checkRule } from './check.ts';
import { findPreview } from './members-store.ts';

const EXAMPLES = 10;
/** Somebody is waiting for it, and will change the rule again. Milliseconds. */
const LONGEST_PREVIEW = 5_000;

/**
 * Who a rule holds right now: how many, and ten of them.
 *
 * @throws HearthError bad_request for a rule that speaks of what is not there, or takes too long to preview
 */
export async function preview(
  { database, now }: Services,
  projectId: string,
  rule: SegmentRule,
): Promise<SegmentPreview> {
  await checkRule(database, projectId, rule);
  const scope = { projectId, ...(await findCalendar(database, projectId)), now: now(), memberId: null };
  try {
    const { count, of, examples } = await database.transaction(
      (tx) => findPreview(tx, scope, rule, EXAMPLES),
      { readOnly: true, statementTimeoutMs: LONGEST_PREVIEW },
    );
    return {
      count,
      of,
      examples: examples.map(({ id, last_seen_at, ...rest }) => ({
        ...rest,
        id: wireId('member', id),
        lastSeenAt: last_seen_at,
      })),
    };
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new HearthError(
      'bad_request',
      `This rule takes longer than ${LONGEST_PREVIEW / 1_000} seconds to preview. Count fewer activities, or within fewer days; it can still be saved.`,
      { cause: error },
    );
  }
}
