import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { asNobody, asOwner, eachInTenant, inTenant } from './tenant-scope.ts';
import { openTestDatabase } from './testing.ts';

const database = await openTestDatabase();
afterAll(() => database.close());
const [one, two] = [newId(), newId()];

const WHO = `SELECT current_user::text AS role, current_setting('hearth.projects', true) AS projects`;
const who = async () => (await database.query<{ role: string; projects: string | null }>(WHO))[0];
const owner = { role: 'postgres' };

describe('a tenant’s scope', () => {
  it('holds for a statement by itself, for a transaction, and for no longer', async () => {
    const inside = { role: 'hearth_app', projects: one };
    expect(await inTenant([one], who)).toEqual(inside);
    expect(await inTenant([one], () => database.transaction(async (tx) => (await tx.query(WHO))[0]))).toEqual(
      inside,
    );
    expect(
      await inTenant([one], () => database.transaction((tx) => tx.savepoint((inner) => inner.query(WHO)))),
    ).toEqual([inside]);
    expect(await who()).toMatchObject(owner);
  });

  it('is left behind by a statement that fails, too', async () => {
    await expect(inTenant([one], () => database.query('SELECT 1/0'))).rejects.toMatchObject({
      code: '22012',
    });
    await expect(
      inTenant([one], () => database.transaction((tx) => tx.query('SELECT 1/0'))),
    ).rejects.toMatchObject({ code: '22012' });
    for (let each = 0; each < 12; each += 1) expect(await who()).toMatchObject(owner);
  });

  it('is each caller’s own, however many ask at once', async () => {
    const ids = Array.from({ length: 20 }, newId);
    const asked = await Promise.all(ids.map((id) => inTenant([id], who)));
    expect(asked.map((answer) => answer?.projects)).toEqual(ids);
  });

  it('can be made narrower within, and never wider', async () => {
    const both = [one, two];
    expect(await inTenant(both, () => inTenant([two], who))).toMatchObject({ projects: two });
    expect(() => inTenant([one], () => inTenant(both, who))).toThrow('not of the tenant');
    expect(() => inTenant([], () => inTenant([one], who))).toThrow('not of the tenant');
  });

  it('takes UUIDs alone, which stand in the statement as they are', () => {
    for (const id of ["'; RESET ROLE; --", `${one},${two}`, one.toUpperCase(), '']) {
      expect(() => inTenant([id], who)).toThrow('UUIDs');
    }
  });

  it('holds for each step of a stream, whoever reads it', async () => {
    async function* steps() {
      yield await who();
      yield await who();
    }
    const seen = [];
    for await (const step of eachInTenant([one], steps())) seen.push(step?.projects, (await who())?.role);
    expect(seen).toEqual([one, 'postgres', one, 'postgres']);
  });

  it('is not entered by Prisma, which says so', async () => {
    expect(() => inTenant([one], () => database.prisma)).toThrow('Prisma cannot enter');
    expect(() => asNobody(() => database.prisma)).toThrow('before it was known whose');
    expect(await asOwner('ping', () => database.prisma.project.count())).toBe(0);
  });
});

it('a request may ask nothing before it is known whose it is', async () => {
  await expect(asNobody(who)).rejects.toThrow('before it was known whose');
  await expect(asNobody(() => database.transaction((tx) => tx.query(WHO)))).rejects.toThrow('before it was');
  expect(await asNobody(() => inTenant([one], who))).toMatchObject({ projects: one });
  await expect(asNobody(() => database.ping())).resolves.toBeUndefined();
});

/** Who goes past the wall, and where. A new line here deserves a second look. */
const OWNERS = [
  'activity/folder.ts: fold',
  'activity/summary-store.ts: summarise the log',
  'database/database.ts: ping',
  'identity/store.ts: resolve a credential',
  'identity/store.ts: resolve a credential',
  'interactions/commit.ts: commit a group',
  'operators/session.ts: resolve a credential',
  'operators/session.ts: resolve a credential',
  'referrals/record-click.ts: follow a referral link',
  'revenue/receive-stripe-event.ts: take Stripe’s event',
  'segments/refresher.ts: refresh segments',
  'trpc.ts: sign in',
];

it('those who go past it are few, and named', () => {
  const source = join(import.meta.dirname, '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('generated'),
  );
  const found = files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf8').matchAll(/asOwner\(\s*(?:'([^']*)')?/g)].map(
      ([, purpose]) => `${file}: ${purpose}`,
    ),
  );
  expect(found.filter((one) => !one.startsWith('database/tenant-scope.ts')).sort()).toEqual(OWNERS);
});
