import type { FactAnswer, FactBatch } from '@hearth/schema';
import type { ProjectRef, Services } from '../context.ts';
import type { Verdict } from '../interactions/item.ts';
import { type Prepared, prepareFact } from './prepare.ts';

/**
 * Stores a batch of a host's facts: the bad ones are named, the rest is stored. Answers after the commit.
 *
 * @throws HearthError `unavailable` when the database is away or too much waits; nothing is stored then
 */
export async function sendFacts(
  { recorder, now }: Pick<Services, 'recorder' | 'now'>,
  project: ProjectRef,
  { batch, sentAt }: Pick<FactBatch, 'batch' | 'sentAt'>,
  { isHistory }: { isHistory: boolean },
): Promise<FactAnswer> {
  const reading = { now: now(), sentAt: sentAt ?? null, isHistory };
  const prepared = batch.map((sent) => prepareFact(sent, project.id, reading));
  const items = prepared.flatMap(({ result }) => ('item' in result ? [result.item] : []));
  const verdicts = items.length > 0 ? await recorder.recordFacts(items) : [];
  return answerOf(prepared, verdicts);
}

function answerOf(prepared: readonly Prepared[], verdicts: readonly Verdict[]): FactAnswer {
  const answer: FactAnswer = { success: true, accepted: 0, duplicates: 0, rejected: [], warnings: [] };
  const rest = verdicts.values();
  for (const [index, { messageId, problems, result }] of prepared.entries()) {
    const verdict = 'item' in result ? rest.next().value : { status: 'rejected' as const, ...result.refusal };
    if (!verdict) throw new Error(`Item ${index} was left without an answer`);
    if (verdict.status === 'rejected') {
      const { code, message } = verdict;
      answer.rejected.push({ index, messageId, code, message });
      continue;
    }
    if (verdict.status === 'accepted') answer.accepted += 1;
    else answer.duplicates += 1;
    for (const problem of problems) {
      answer.warnings.push({ index, messageId, message: `Not kept: ${problem}` });
    }
  }
  return answer;
}
