import { newId, widgetRouter, wireId } from '@hearth/api';
import { createId } from '@hearth/client';
import type { Outcome } from '@hearth/schema';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { interaction } from '../wire.ts';
import { type Bank, balances, Client, faultsOfBooks, openBank } from './bank.ts';
import { signShared } from './forge.ts';
import { type Attacked, openTwoProjects, type Target } from './two-projects.ts';
import { askWidget } from './widget-call.ts';

let server: Attacked;
let one: Target;
let bank: Bank;
let people = 0;
let ada: Client;

beforeAll(async () => {
  server = await openTwoProjects({ environment: { LOG_LEVEL: 'warn' } });
  ({ one } = server);
  bank = await openBank(server, one);
});
afterAll(() => server?.close());
beforeEach(() => {
  people += 1;
  ada = new Client(server, one, { sub: `ada-${people}` });
});
afterEach(async () => expect(await faultsOfBooks(server)).toEqual([]));

/** Everything that is written in any ledger. */
const books = () =>
  server.rows(`SELECT (SELECT count(*)::int FROM ledger_transaction) AS transactions,
    (SELECT coalesce(sum(balance), 0)::int FROM ledger_account WHERE kind = 'member') AS owned,
    (SELECT count(*)::int FROM redemption) AS redemptions, (SELECT sum(stock)::int FROM reward) AS stock`);
const balanceOf = async ({ sub }: Client): Promise<number> => (await balances(server, one))[sub] ?? 0;
const paidBy = (outcomes: readonly Outcome[]): number =>
  outcomes.reduce((sum, one) => sum + (one.status === 'accepted' ? (one.earned?.points ?? 0) : 0), 0);

/** What a liar says beside what is asked for: none of it is anybody's to say. */
const lies = {
  points: 1_000_000,
  amount: -1_000_000,
  cost: -50,
  stock: 1e9,
  earned: { points: 1_000_000 },
  earns: [{ reason: 'gift', points: 1_000_000, part: 'x' }],
  balance: 1_000_000,
  perDay: 1e9,
  verified: true,
  fromHost: true,
  role: 'owner',
  receivedAt: '2020-01-01T00:00:00.000Z',
  reason: 'gift',
  part: createId('int'),
};

/** One of each kind that there is, as it is meant to be sent. */
const everyKind = (postId = createId('pst')) => [
  interaction('widget.shown', { widget: 'rewards' }),
  interaction('widget.started', { widget: 'nps' }),
  interaction('widget.dismissed', { widget: 'nps' }),
  interaction('survey.answered', {
    surveyId: bank.surveyId,
    answerId: createId('ans'),
    score: 9,
    complete: true,
  }),
  interaction('exit.answered', { surveyId: bank.surveyId, answerId: createId('ans'), reason: 'price' }),
  interaction('checklist.item.started', { itemId: bank.itemId }),
  interaction('checklist.item.completed', { itemId: bank.itemId }),
  interaction('post.created', { text: createId('int') }),
  interaction('post.edited', { postId, text: 'x' }),
  interaction('post.deleted', { postId }),
  interaction('comment.created', { postId, text: 'x' }),
  interaction('comment.deleted', { commentId: createId('cmt') }),
  interaction('reaction.added', { postId, emoji: '🎉' }),
  interaction('reaction.removed', { postId, emoji: '🎉' }),
  interaction('report.created', { target: { postId }, reason: 'spam' }),
  interaction('reward.redeemed', { rewardId: bank.rewardId }),
  interaction('referral.shared', { channel: 'copy' }),
  interaction('referral.joined', { code: 'ABCDEFGH' }),
  interaction('event.tracked', { name: 'project_created' }),
  interaction('client.dropped', { impressions: 1, others: 0 }),
];

describe('whoever shows no member token', () => {
  const anonymous = async () => {
    const { text } = await askWidget(server, one, 'members.anonymous', { body: '{}' });
    return `${/anon_[\w-]{22}/.exec(text)}`;
  };

  // Of the router itself: a procedure that comes tomorrow is asked too.
  test.each(Object.keys(widgetRouter._def.procedures))('moves no point by %s', async (path) => {
    const before = await books();
    const token = await anonymous();
    const inputs = [
      lies,
      { ...lies, sentAt: new Date().toISOString(), items: everyKind() },
      { sentAt: new Date().toISOString(), items: everyKind().map((each) => ({ ...each, ...lies })) },
      { ...lies, widgets: ['rewards'], locale: 'en', memberId: createId('mem') },
      { ...lies, token: await anonymous(), memberId: createId('mem') },
    ];
    for (const authorization of [undefined, `Bearer ${token}`])
      for (const input of inputs) {
        const credential = authorization === undefined ? {} : { authorization };
        await askWidget(server, one, path, { ...credential, query: input });
        await askWidget(server, one, path, { ...credential, body: JSON.stringify(input) });
      }
    expect(await books()).toEqual(before);
  });

  test('earns nothing by anything, and nothing for it later when they sign in', async () => {
    const before = await books();
    const token = await anonymous();
    const guest = new Client(server, one, { sub: 'guest', credential: token });
    const outcomes = await guest.send([...everyKind(), ...everyKind()]);
    expect(outcomes.some(({ status }) => status === 'accepted')).toBe(true);
    expect(paidBy(outcomes)).toBe(0);
    const merged = await askWidget(server, one, 'members.merge', {
      authorization: `Bearer ${signShared(one, { claims: { sub: ada.sub } })}`,
      body: JSON.stringify({ token }),
    });
    expect(merged.status).toBe(200);
    // What was ticked off as a guest is ticked off.
    expect(paidBy(await ada.send([interaction('checklist.item.completed', { itemId: bank.itemId })]))).toBe(
      0,
    );
    expect(await books()).toEqual(before);
  });
});

describe('a member', () => {
  test('is paid by the project’s rules, whatever they say they are owed', async () => {
    const honest = paidBy(await ada.send(everyKind()));
    people += 1;
    const eve = new Client(server, one, { sub: `eve-${people}` });
    const envelope = await eve.send(everyKind().map((each) => ({ ...each, ...lies })));
    expect(envelope.map((outcome) => outcome.status === 'rejected' && outcome.code)).toEqual(
      everyKind().map(() => 'invalid_shape'),
    );
    const within = await eve.send(
      everyKind().map((each) => ({ ...each, payload: { ...each.payload, ...lies } })),
    );
    expect(paidBy(within)).toBe(honest);
    expect(await balanceOf(eve)).toBe(await balanceOf(ada));
    // 10 for the answer, 50 for the step, 10 for the post; and 10 spent.
    expect([honest, await balanceOf(ada)]).toEqual([70, 60]);
  });

  test('moves nobody else’s points, though they name them', async () => {
    await ada.send([interaction('checklist.item.completed', { itemId: bank.itemId })]);
    people += 1;
    const eve = new Client(server, one, { sub: `eve-${people}` });
    const [row] = await server.rows<{ id: string }>('SELECT id FROM member WHERE external_id = $1', [
      ada.sub,
    ]);
    const memberId = wireId('member', row?.id ?? '');
    const redeem = interaction('reward.redeemed', { rewardId: bank.rewardId });
    const named = { memberId, actor: { type: 'verified', memberId: row?.id }, accountId: row?.id };
    const outcomes = await eve.send([
      { ...redeem, ...named },
      { ...redeem, id: createId('int'), payload: { ...redeem.payload, ...named } },
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await balanceOf(ada)).toBe(50);
  });

  test.each<[string, (reward: string) => unknown]>([
    ['that is of another project', () => wireId('reward', newId())],
    ['that is a list', (id) => [id]],
    ['that is SQL', () => "rwd_' OR true --"],
    ['with NUL', (id) => `${id}\0`],
    ['in capitals', (id) => id.toUpperCase()],
  ])('gets no reward by an id %s', async (_what, idOf) => {
    await ada.send([interaction('checklist.item.completed', { itemId: bank.itemId })]);
    const before = await books();
    const redeem = interaction('reward.redeemed', { rewardId: bank.rewardId });
    const [outcome] = await ada.send([{ ...redeem, payload: { rewardId: idOf(bank.rewardId) } }]);
    expect(outcome?.status).toBe('rejected');
    expect(await books()).toEqual(before);
  });

  test('cannot tick off by hand what the product says happened, nor tick twice', async () => {
    const counted = await ada.send([interaction('checklist.item.completed', { itemId: bank.countedItemId })]);
    expect(counted[0]).toMatchObject({ status: 'rejected', code: 'not_allowed' });
    const tick = () => interaction('checklist.item.completed', { itemId: bank.itemId });
    expect(paidBy(await ada.send([tick(), tick(), tick()]))).toBe(50);
    expect(paidBy(await ada.send([tick()]))).toBe(0);
  });

  test('is not paid again for a day by the clock of their own machine', async () => {
    const posts = (days: number) => {
      const occurredAt = new Date(Date.now() - days * 86_400_000).toISOString();
      return Array.from({ length: 2 }, () => ({
        ...interaction('post.created', { text: createId('int') }),
        occurredAt,
      }));
    };
    const outcomes = await ada.send([...posts(0), ...posts(3), ...posts(300)]);
    expect(paidBy(outcomes)).toBe(30);
  });

  test('keeps what was earned when the post goes, and owes nothing when it was spent', async () => {
    const post = interaction('post.created', { text: 'Soon gone' });
    await ada.send([post]);
    await ada.send([interaction('reward.redeemed', { rewardId: bank.rewardId })]);
    const before = await books();
    await ada.send([interaction('post.deleted', { postId: post.id.replace('int_', 'pst_') })]);
    expect(await balanceOf(ada)).toBe(0);
    expect(await books()).toEqual(before);
  });
});

describe('a host’s backend', () => {
  const tell = async (path: string, body: object) => {
    const response = await fetch(`${server.api}/v1/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${one.secretKey}` },
      body: JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };

  test('that repeats a fact 100 times pays for it once', async () => {
    const fact = {
      userId: ada.sub,
      messageId: createId('int'),
      event: 'checklist.item.completed',
      properties: { itemId: bank.itemId },
    };
    const answers = await Promise.all(Array.from({ length: 100 }, () => tell('track', fact)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await balanceOf(ada)).toBe(50);
  });

  test('that qualifies a referral 50 times at once pays both sides once', async () => {
    await ada.send([interaction('widget.shown', { widget: 'referral' })]);
    const boot = await askWidget(server, one, 'boot', {
      authorization: `Bearer ${signShared(one, { claims: { sub: ada.sub } })}`,
      query: { widgets: ['referral'], locale: 'en' },
    });
    const code = `${/"code":"([A-Z2-9]+)"/.exec(boot.text)?.[1]}`;
    people += 1;
    const noah = new Client(server, one, { sub: `noah-${people}` });
    const joined = await noah.send([interaction('referral.joined', { code })]);
    expect(joined[0]?.status).toBe('accepted');
    expect([await balanceOf(ada), await balanceOf(noah)]).toEqual([0, 0]);
    // By their own link nobody comes.
    expect((await ada.send([interaction('referral.joined', { code })]))[0]).toMatchObject({
      code: 'not_allowed',
    });
    const qualify = () => tell('referrals/qualify', { memberExternalId: noah.sub });
    await Promise.all(Array.from({ length: 50 }, qualify));
    expect([await balanceOf(ada), await balanceOf(noah)]).toEqual([100, 20]);
  });
});
