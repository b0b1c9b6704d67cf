import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Actor } from '../context.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Recorder } from '../interactions/recorder.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';
import { qualify } from './qualify.ts';
import { recordClick } from './record-click.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const referral = async (actor: Actor) =>
  (await boot(community.context(actor), { widgets: ['referral'], locale: 'en' })).referral;

async function codeFor(actor: Actor): Promise<string> {
  const code = (await referral(actor))?.link?.code;
  if (code === undefined) throw new Error('This member has no link');
  return code;
}

const balanceOf = async (memberId: string) => {
  const rows = await database.query<{ balance: number }>(
    'SELECT balance FROM ledger_account WHERE project_id = $1::uuid AND member_id = $2::uuid',
    [community.project.id, memberId],
  );
  return rows.map(({ balance }) => balance);
};

describe('a referral link', () => {
  it('is made when it is first looked at, and stays', async () => {
    const maya = await community.member();

    const looks = await Promise.all([referral(maya), referral(maya), referral(maya)]);

    expect(new Set(looks.map((look) => look?.link?.code)).size).toBe(1);
    expect(looks[0]?.link?.code).toMatch(/^[A-HJ-NP-Z2-9]{8}$/);
    expect(looks[0]?.link?.url).toBe(`https://hearth.example/r/${looks[0]?.link?.code}`);
  });

  it('is not for anonymous members and visitors', async () => {
    expect(await referral(await community.anonymous())).toMatchObject({ link: null, invited: 0 });
    expect(await referral({ type: 'visitor' })).toMatchObject({ link: null });
    expect(await community.count('referral_code')).toBe(0);
  });

  it('counts each visitor once, keeps no address, and leads home', async () => {
    const maya = await community.member();
    const code = await codeFor(maya);
    const key = randomBytes(32);
    const click = (address: string) =>
      recordClick(community.services, { code, address, userAgent: 'Browser' }, key);

    const first = await click('192.0.2.1');
    await click('192.0.2.1');
    await click('192.0.2.2');

    expect(first).toEqual({ redirectUrl: `https://acme.example/?hearth_ref=${code}` });
    expect(await referral(maya)).toMatchObject({ invited: 2, joined: 0, rewarded: 0 });
  });

  it('leads nowhere when nobody has its code', async () => {
    const visitor = { address: '192.0.2.1', userAgent: 'Browser' };

    expect(
      await recordClick(community.services, { code: 'NOBODYS2', ...visitor }, randomBytes(32)),
    ).toBeNull();
    expect(await recordClick(community.services, { code: '../etc', ...visitor }, randomBytes(32))).toBeNull();
  });
});

describe('joining by a link', () => {
  const join = async (newcomer: Actor, referrer: Actor) =>
    codeOf(await community.record(newcomer, 'referral.joined', { code: await codeFor(referrer) }));

  it('counts once in a lifetime, for newcomers, and never by an own link', async () => {
    const veteran = await community.member('Vera');
    community.pass({ days: 31 });
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    const code = await codeFor(maya);

    expect(codeOf(await community.record(noah, 'referral.joined', { code: 'NOBODYS2' }))).toBe('not_found');
    expect(codeOf(await community.record(maya, 'referral.joined', { code }))).toBe('not_allowed');
    expect(codeOf(await community.record(veteran, 'referral.joined', { code }))).toBe('not_allowed');
    const batch = [community.item('referral.joined', { code }), community.item('referral.joined', { code })];
    expect((await community.send(noah, ...batch)).map(codeOf)).toEqual(['accepted', 'already_done']);
    expect(codeOf(await community.record(noah, 'referral.joined', { code }))).toBe('already_done');

    expect(await referral(maya)).toMatchObject({ joined: 1, rewarded: 0 });
  });

  it('never closes a circle, one after the other or all at once', async () => {
    const circle = (length: number) => Promise.all(Array.from({ length }, () => community.member()));
    const [maya, noah, olu] = await circle(3);
    if (!maya || !noah || !olu) throw new Error('Three are needed');
    expect(await join(maya, noah)).toBe('accepted');
    expect(await join(noah, maya)).toBe('not_allowed');
    expect(await join(olu, maya)).toBe('accepted');
    // Olu came by Maya, who came by Noah.
    expect(await join(noah, olu)).toBe('not_allowed');

    for (const length of [2, 3, 5]) {
      const members = await circle(length);
      const { bus, now } = community.services;
      const codes = await Promise.all(
        members.map(async (member, index) => {
          // Each through a process of its own.
          const recorder = new Recorder({
            database,
            bus,
            now,
            onError: (error) => community.failures.push(error),
          });
          const code = await codeFor(members[(index + 1) % length] ?? member);
          const items = [community.item('referral.joined', { code })];
          const input = { sentAt: community.now.toISOString(), items };
          return codeOf((await recorder.record(community.project, member, input))[0]);
        }),
      );
      expect(codes.filter((code) => code === 'accepted').length).toBeLessThan(length);
    }
    const [first, second] = await circle(2);
    if (!first || !second) throw new Error('Two are needed');
    const codes = [await codeFor(first), await codeFor(second)];
    const sent = await Promise.all([
      community.record(first, 'referral.joined', { code: codes[1] ?? '' }),
      community.record(second, 'referral.joined', { code: codes[0] ?? '' }),
    ]);
    expect(sent.map(codeOf).sort()).toEqual(['accepted', 'not_allowed']);
    expect(community.failures).toEqual([]);
  });

  it("does not know another project's code", async () => {
    const code = await codeFor(await community.member());
    const other = await Community.open(database);
    const stranger = await other.member();

    expect(codeOf(await other.record(stranger, 'referral.joined', { code }))).toBe('not_found');
  });
});

describe('qualifying a referral', () => {
  it('pays both sides once, however often the host says it', async () => {
    await community.add('earning_rule', { kind: 'referral.qualified', points: 100 });
    await community.add('earning_rule', { kind: 'referral.joined', points: 40 });
    const [maya, noah] = [await community.member(), await community.member('Noah')];
    await community.record(noah, 'referral.joined', { code: await codeFor(maya) });
    expect(await balanceOf(noah.memberId)).toEqual([]);

    const answers = await Promise.all(
      Array.from({ length: 3 }, () => qualify(community.services, community.project, noah.externalId)),
    );

    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ qualifiedAt: community.now.toISOString() })));
    expect([await balanceOf(maya.memberId), await balanceOf(noah.memberId)]).toEqual([[100], [40]]);
    expect(await referral(maya)).toMatchObject({ joined: 1, rewarded: 1 });
  });

  it('says so when nobody brought this member', async () => {
    const maya = await community.member();

    const answer = qualify(community.services, community.project, maya.externalId);

    await expect(answer).rejects.toMatchObject({ reason: 'not_found' });
  });
});
