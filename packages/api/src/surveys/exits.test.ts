import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { wireId } from '../ids.ts';
import { Community } from '../testing/community.ts';

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
