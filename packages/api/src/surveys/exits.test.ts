import type { QueryResultRow } from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Transaction } from '../database/database.ts';
import type { SqlParam } from '../database/sql.ts';
import { inTenant } from '../database/tenant-scope.ts';
import { openTestDatabase } from '../database/testing.ts';
import { rowId, wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';
import { exitHandler } from './exits.ts';

let database: Database;
let community: Community;
let surveyId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  const id = v7();
  await community.add('survey', { id, kind: 'exit' });
  surveyId = wireId('survey', id);
});

const answers = () =>
  database.query<{ reason: string; comment: string | null; account_id: string | null }>(
    'SELECT reason, comment, account_id FROM exit_answer WHERE project_id = $1::uuid ORDER BY answered_at',
    [community.project.id],
  );
const answerId = wireId('answer', v7());

describe('why somebody leaves', () => {
  it('is kept with the account they belong to', async () => {
    const maya = await community.member();
    const account = v7();
    await community.add('account', { id: account, external_id: 'acme' });
    await database.execute('UPDATE member SET account_id = $2::uuid WHERE id = $1::uuid', [
      maya.memberId,
      account,
    ]);
    const outcome = await community.record(maya, 'exit.answered', { surveyId, answerId, reason: 'price' });
    expect(outcome).toMatchObject({ status: 'accepted', changed: [] });
    expect(await answers()).toEqual([{ reason: 'price', comment: null, account_id: account }]);
  });

  it('is replaced by what is said next under the same id, whatever arrives last', async () => {
    const maya = await community.member();
    const say = (reason: string, minutes: number) =>
      community.item(
        'exit.answered',
        { surveyId, answerId, reason, ...(minutes > 0 ? { comment: 'Too dear' } : {}) },
        { occurredAt: new Date(community.now.getTime() - (10 - minutes) * 60_000) },
      );
    await community.send(maya, say('price', 1));
    await community.send(maya, say('features', 0));
    expect(await answers()).toMatchObject([{ reason: 'price', comment: 'Too dear' }]);
  });

  it('belongs to one member, and to an exit survey', async () => {
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    await community.record(maya, 'exit.answered', { surveyId, answerId, reason: 'price' });
    const theft = await community.record(noah, 'exit.answered', { surveyId, answerId, reason: 'other' });
    expect(theft).toMatchObject({ status: 'rejected', code: 'not_allowed' });

    const nps = v7();
    await community.add('survey', { id: nps, kind: 'nps' });
    const wrong = { surveyId: wireId('survey', nps), answerId: wireId('answer', v7()), reason: 'price' };
    expect(await community.record(maya, 'exit.answered', wrong)).toMatchObject({ code: 'not_found' });
    expect(await answers()).toMatchObject([{ reason: 'price' }]);
  });
});

describe('an answerId that somebody takes between our look and our write', () => {
  const id = v7();
  const row = (surveyRow: string, memberId: string) => ({
    ...{ id, survey_id: surveyRow, member_id: memberId, reason: 'other' },
    answered_at: new Date(0),
  });
  /** What the handler says of one fact, when this row gets in after it has looked. */
  const told = async (memberId: string, other: ReturnType<typeof row>) => {
    const { id: projectId } = community.project;
    const payload = { surveyId, answerId: wireId('answer', id), reason: 'price' };
    const base = { projectId, memberId, id: v7(), verified: true, fromHost: false };
    const fact = {
      ...base,
      at: community.now,
      receivedAt: community.now,
      kind: 'exit.answered' as const,
      payload,
    };
    return inTenant([projectId], () =>
      database.transaction(async (tx) => {
        let looks = 0;
        const query: Transaction['query'] = async <Row extends QueryResultRow>(
          text: string,
          params?: readonly SqlParam[],
        ) => {
          const rows = await tx.query<Row>(text, params);
          if (text.includes('FROM exit_answer') && looks++ === 0) await insert(tx, projectId, other);
          return rows;
        };
        const raced: Transaction = {
          query,
          execute: tx.execute.bind(tx),
          script: tx.script.bind(tx),
          later: tx.later.bind(tx),
          savepoint: tx.savepoint.bind(tx),
        };
        const apply = await exitHandler.learn(raced, [fact]);
        const [result] = await apply(raced, [fact]);
        expect(looks).toBeGreaterThan(0);
        return result;
      }),
    );
  };
  const insert = (tx: Transaction, projectId: string, other: ReturnType<typeof row>) =>
    tx.execute(
      `INSERT INTO exit_answer (project_id, id, survey_id, member_id, reason, answered_at)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text, $6::timestamptz)`,
      [projectId, ...Object.values(other)],
    );

  it('is refused when it was another member', async () => {
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    expect(await told(maya.memberId, row(rowId(surveyId), noah.memberId))).toMatchObject({
      status: 'rejected',
      code: 'not_allowed',
    });
    expect(await answers()).toMatchObject([{ reason: 'other' }]);
  });

  it('is refused when it was for another survey', async () => {
    const maya = await community.member();
    const another = v7();
    await community.add('survey', { id: another, kind: 'exit' });
    expect(await told(maya.memberId, row(another, maya.memberId))).toMatchObject({ code: 'not_allowed' });
  });

  it('is replaced, and counted once, when it was the same member', async () => {
    const maya = await community.member();
    expect(await told(maya.memberId, row(rowId(surveyId), maya.memberId))).toMatchObject({
      status: 'accepted',
      counts: false,
    });
    expect(await answers()).toMatchObject([{ reason: 'price' }]);
  });
});
