import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Identity } from '../identity/identity.ts';
import { digest, newSecret } from '../identity/secret.ts';
import { newId } from '../ids.ts';
import { createTestProject, type TestProject } from '../projects/testing.ts';
import { mergeMember } from './merge-store.ts';
import { rememberMember } from './remember.ts';
import { insertAnonymousMember } from './store.ts';

let database: Database;
let project: TestProject;
const now = new Date('2026-03-01T12:00:00Z');

beforeAll(async () => {
  database = await openTestDatabase();
  project = await createTestProject(database);
});
afterAll(() => database.close());

async function anonymous() {
  const token = `anon_${newSecret(16)}`;
  const hash = digest(token);
  return {
    token,
    hash,
    id: await insertAnonymousMember(database, { projectId: project.projectId, hash, now }),
  };
}
const verified = (sub: string) =>
  rememberMember(database, { projectId: project.projectId, claims: { sub }, issuedAt: now, now });
const merge = (anonymousHash: Buffer, memberId: string) =>
  mergeMember(database, { projectId: project.projectId, anonymousHash, memberId });

async function answer(memberId: string, surveyId: string, score: number): Promise<void> {
  await database.execute(
    `INSERT INTO survey (project_id, id, kind) VALUES ($1::uuid, $2::uuid, 'nps') ON CONFLICT DO NOTHING`,
    [project.projectId, surveyId],
  );
  await database.execute(
    `INSERT INTO survey_answer (project_id, id, survey_id, member_id, score, complete, answered_at, updated_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::int, true, $6::timestamptz, $6::timestamptz)`,
    [project.projectId, newId(), surveyId, memberId, score, now],
  );
}
const scoresOf = async (memberId: string) => {
  const rows = await database.query<{ score: number }>(
    'SELECT score FROM survey_answer WHERE project_id = $1::uuid AND member_id = $2::uuid ORDER BY score',
    [project.projectId, memberId],
  );
  return rows.map(({ score }) => score);
};

describe('merging an anonymous member', () => {
  it('gives the verified member the answers they have not given themselves', async () => {
    const from = await anonymous();
    const to = await verified('ada');
    const [fresh, answered] = [newId(), newId()];
    await answer(from.id, fresh, 9);
    await answer(from.id, answered, 2);
    await answer(to, answered, 7);
    await merge(from.hash, to);
    expect(await scoresOf(to)).toEqual([7, 9]);
    expect(await scoresOf(from.id)).toEqual([2]);
  });

  it('refuses the anonymous credential from then on, and says why', async () => {
    const from = await anonymous();
    await merge(from.hash, await verified('ben'));
    const identity = new Identity({ database, now: () => now });
    const asked = identity.resolveWidgetCaller({
      siteKey: project.siteKey,
      origin: undefined,
      authorization: `Bearer ${from.token}`,
    });
    await expect(asked).rejects.toMatchObject({
      reason: 'token_invalid',
      message: expect.stringContaining('was merged'),
    });
  });

  it('happens once: repeated by the same member it changes nothing, by another it is refused', async () => {
    const from = await anonymous();
    const to = await verified('cy');
    await merge(from.hash, to);
    await merge(from.hash, to);
    await expect(merge(from.hash, await verified('dee'))).rejects.toMatchObject({ reason: 'token_invalid' });
  });

  it('at the same moment by two members gives it to one of them', async () => {
    const from = await anonymous();
    const rivals = [await verified('eve'), await verified('fay')];
    const results = await Promise.allSettled(rivals.map((memberId) => merge(from.hash, memberId)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it("cannot reach another project's member", async () => {
    const other = await createTestProject(database, 'Other');
    const from = await anonymous();
    const theirs = await rememberMember(database, {
      projectId: other.projectId,
      claims: { sub: 'ada' },
      issuedAt: now,
      now,
    });
    const reached = mergeMember(database, {
      projectId: other.projectId,
      anonymousHash: from.hash,
      memberId: theirs,
    });
    await expect(reached).rejects.toMatchObject({ reason: 'token_invalid' });
  });
});
