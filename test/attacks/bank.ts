import { setTimeout as pause } from 'node:timers/promises';
import { newId, wireId } from '@hearth/api';
import { createId } from '@hearth/client';
import type { Outcome } from '@hearth/schema';
import { interaction } from '../wire.ts';
import { signShared } from './forge.ts';
import type { Attacked, Target } from './two-projects.ts';
import { askWidget } from './widget-call.ts';

/** A project that pays for all there is to pay for, and what members act on there. */
export interface Bank {
  surveyId: string;
  exitSurveyId: string;
  /** Ticked by hand, for 50 points. */
  itemId: string;
  /** Done when `project_created` was tracked three times, for 25 points. */
  countedItemId: string;
  /** One left, for 50 points. */
  lastRewardId: string;
  /** Many left, for 10 points. */
  rewardId: string;
}

const RULES = [
  ['survey.answered', 10, 1000],
  ['post.created', 10, 3],
  ['comment.created', 5, 3],
  ['referral.joined', 20, 1000],
  ['referral.qualified', 100, 1000],
  // No kinds that earn: a rule for them pays nothing.
  ['reaction.added', 1000, 1000],
  ['widget.shown', 1000, 1000],
  ['reward.redeemed', 1000, 1000],
] as const;

export async function openBank({ rows }: Attacked, { projectId }: Target): Promise<Bank> {
  const text = { en: 'x' };
  const [survey, exit] = [newId(), newId()];
  const [list, item, counted, last, many] = [newId(), newId(), newId(), newId(), newId()];
  for (const rule of RULES)
    await rows('INSERT INTO earning_rule (project_id, kind, points, per_day) VALUES ($1, $2, $3, $4)', [
      projectId,
      ...rule,
    ]);
  await rows(
    `INSERT INTO survey (project_id, id, kind, name) VALUES ($1, $2, 'nps', 'NPS'), ($1, $3, 'exit', 'Exit')`,
    [projectId, survey, exit],
  );
  await rows('INSERT INTO checklist (project_id, id, title) VALUES ($1, $2, $3)', [projectId, list, text]);
  const step = `INSERT INTO checklist_item (project_id, id, checklist_id, position, title, points, event_name, event_count)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;
  await rows(step, [projectId, item, list, 0, text, 50, null, 1]);
  await rows(step, [projectId, counted, list, 1, text, 25, 'project_created', 3]);
  const reward =
    'INSERT INTO reward (project_id, id, name, description, cost, stock) VALUES ($1, $2, $3, $3, $4, $5)';
  await rows(reward, [projectId, last, text, 50, 1]);
  await rows(reward, [projectId, many, text, 10, 1000]);
  return {
    surveyId: wireId('survey', survey),
    exitSurveyId: wireId('survey', exit),
    itemId: wireId('item', item),
    countedItemId: wireId('item', counted),
    lastRewardId: wireId('reward', last),
    rewardId: wireId('reward', many),
  };
}

const MOST_TRIES = 30;

/** One who sends to whichever process they like, with a credential. */
export class Client {
  readonly #server: Attacked;
  readonly #target: Target;
  readonly #authorization: string;
  readonly sub: string;

  constructor(server: Attacked, target: Target, { sub, credential }: { sub: string; credential?: string }) {
    this.#server = server;
    this.#target = target;
    this.sub = sub;
    this.#authorization = `Bearer ${credential ?? signShared(target, { claims: { sub } })}`;
  }

  /** The processes take turns by `turn`. What is answered with "later" is sent again as it was, as the SDK does. */
  async send(items: unknown[], turn = 0): Promise<Outcome[]> {
    const api = this.#server.apis[turn % this.#server.apis.length] ?? this.#server.api;
    for (let tries = 1; ; tries += 1) {
      const { status, text } = await askWidget({ api }, this.#target, 'interactions.record', {
        authorization: this.#authorization,
        body: JSON.stringify({ sentAt: new Date().toISOString(), items }),
      });
      if (status === 200) return JSON.parse(text).result.data.outcomes;
      if (status !== 503 || tries === MOST_TRIES) throw new Error(`Answered ${status}: ${text}`);
      await pause(300);
    }
  }

  async answerAnew(surveyId: string, answerId = createId('ans'), turn = 0): Promise<Outcome | undefined> {
    const payload = { surveyId, answerId, score: 9, complete: true };
    return (await this.send([interaction('survey.answered', payload)], turn))[0];
  }
}

/** What members of a project own, by the host's ids. */
export async function balances({ rows }: Attacked, { projectId }: Target): Promise<Record<string, number>> {
  const found = await rows<{ external_id: string; balance: number }>(
    `SELECT coalesce(m.external_id, 'nobody') AS external_id, a.balance::int AS balance FROM ledger_account a
     JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id WHERE a.project_id = $1`,
    [projectId],
  );
  return Object.fromEntries(found.map(({ external_id, balance }) => [external_id, balance]));
}

/** Whatever of the books does not hold, in words; none when all is well. */
export async function faultsOfBooks({ rows }: Attacked): Promise<string[]> {
  const found = await rows<{ what: string }>(`
    SELECT 'transaction ' || transaction_id || ' sums to ' || sum(amount) AS what FROM ledger_entry
      GROUP BY project_id, transaction_id HAVING sum(amount) <> 0
    UNION ALL SELECT 'transaction without entries ' || id FROM ledger_transaction t
      WHERE NOT EXISTS (SELECT FROM ledger_entry e WHERE e.project_id = t.project_id AND e.transaction_id = t.id)
    UNION ALL SELECT 'member below zero ' || id FROM ledger_account WHERE kind = 'member' AND balance < 0
    UNION ALL SELECT 'balance is not what its entries sum to ' || a.id FROM ledger_account a
      WHERE a.balance <> (SELECT coalesce(sum(amount), 0) FROM ledger_entry e
                          WHERE e.project_id = a.project_id AND e.account_id = a.id)
    UNION ALL SELECT 'stock below zero ' || id FROM reward WHERE stock < 0
    UNION ALL SELECT 'an anonymous member owns points ' || m.id FROM ledger_account a
      JOIN member m ON m.project_id = a.project_id AND m.id = a.member_id WHERE m.anonymous_hash IS NOT NULL`);
  return found.map(({ what }) => what);
}
