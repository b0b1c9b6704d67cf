import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { boot } from '../boot/boot.ts';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { newId, rowId, wireId } from '../ids.ts';
import { type Caller, Office, wordsOf } from '../testing/office.ts';

let database: Database;
let office: Office;
let admin: Caller;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  office = await Office.open(database);
  admin = await office.as('admin');
});

const bootOf = (actor: Parameters<typeof office.community.context>[0], locale: 'en' | 'de' = 'en') =>
  boot(office.community.context(actor), { widgets: ['nps', 'checklist', 'rewards', 'referral'], locale });

const survey = {
  kind: 'nps' as const,
  name: 'Quarterly',
  question: { en: 'Would you recommend us?', de: 'Würden Sie uns empfehlen?' },
  followUps: null,
  delaySeconds: 3,
  cooldownDays: 30,
  active: true,
  segmentId: null,
};
const step = (title: string, more: object = {}) => ({
  title: { en: title },
  description: null,
  action: null,
  event: null,
  points: 10,
  ...more,
});
const reward = {
  name: { en: 'Mug' },
  description: { en: 'A warm one' },
  cost: 100,
  stock: 5,
  active: true,
  stockSeen: 0,
};
const badge = {
  name: { en: 'Voice' },
  description: { en: 'First post' },
  icon: 'voice' as const,
  kind: 'post.created' as const,
  target: 1,
};

describe('surveys', () => {
  it('that are saved are what the next boot asks, in the reader’s language', async () => {
    const { version } = await admin.surveys.get();
    const saved = await admin.surveys.save({ version, surveys: [survey] });
    expect((await bootOf({ type: 'visitor' }, 'de')).nps).toMatchObject({
      surveyId: saved.surveys[0]?.id,
      question: 'Würden Sie uns empfehlen?',
      delaySeconds: 3,
    });
    await admin.surveys.save({
      version: saved.version,
      surveys: saved.surveys.map((one) => ({ ...one, active: false })),
    });
    expect((await bootOf({ type: 'visitor' })).nps).toBeNull();
  });

  it('with answers are switched off instead of deleted, and keep their kind', async () => {
    const { version } = await admin.surveys.get();
    const saved = await admin.surveys.save({ version, surveys: [survey, { ...survey, name: 'Unused' }] });
    expect(saved.surveys.map(({ name }) => name)).toEqual(['Quarterly', 'Unused']);
    const surveyId = saved.surveys[0]?.id ?? '';
    const answer = { surveyId, answerId: wireId('answer', newId()), score: 9, complete: true };
    expect(
      await office.community.record(await office.community.member(), 'survey.answered', answer),
    ).toMatchObject({ status: 'accepted' });

    const changed = saved.surveys.map((one) => ({ ...one, kind: 'csat' as const }));
    expect(await wordsOf(admin.surveys.save({ version: saved.version, surveys: changed }))).toContain(
      '"surveys.0.kind" is not valid: This survey has answers',
    );
    const rest = await admin.surveys.save({ version: saved.version, surveys: [] });
    expect(rest.surveys).toMatchObject([{ id: surveyId, active: false, answers: 1 }]);
  });

  it('refuse what is wrong, by field', async () => {
    const { version } = await admin.surveys.get();
    const save = (more: object) =>
      wordsOf(admin.surveys.save({ version, surveys: [{ ...survey, ...more }] }));
    expect(await save({ question: { de: 'Nur deutsch' } })).toContain('surveys');
    expect(await save({ cooldownDays: 9999 })).toContain('At most two years');
    expect(await save({ segmentId: wireId('segment', newId()) })).toContain('no such segment');
    expect(await save({ id: wireId('survey', newId()) })).toContain('surveys.0.id');
    const en = { en: 'Why?' };
    const followUps = { detractor: en, passive: en, promoter: en };
    expect(await save({ kind: 'csat', followUps })).toContain('Only an NPS survey');
  });

  it('of another project cannot be saved over', async () => {
    const elsewhere = await Office.open(database);
    const other = await elsewhere.as('owner');
    const theirs = await other.surveys.save({
      version: (await other.surveys.get()).version,
      surveys: [survey],
    });
    const { version } = await admin.surveys.get();
    const stolen = { ...survey, id: theirs.surveys[0]?.id, name: 'Mine' };
    expect(await wordsOf(admin.surveys.save({ version, surveys: [stolen] }))).toContain('surveys.0.id');
    expect((await other.surveys.get()).surveys[0]?.name).toBe('Quarterly');
  });

  it('are read and saved by owners and admins alone', async () => {
    const analyst = await office.as('analyst');
    expect(await wordsOf(analyst.surveys.get())).toContain('may not');
    const { version } = await admin.surveys.get();
    expect(await wordsOf(analyst.surveys.save({ version, surveys: [] }))).toContain('may not');
  });
});

describe('a checklist', () => {
  const save = async (version: string, lists: Parameters<Caller['checklists']['save']>[0]['checklists']) =>
    admin.checklists.save({ version, checklists: lists });
  const start = async () =>
    save((await admin.checklists.get()).version, [
      {
        title: { en: 'Get started' },
        celebration: null,
        active: true,
        segmentId: null,
        items: [step('One'), step('Two', { event: { name: 'project_created', count: 2 } }), step('Three')],
      },
    ]);

  it('keeps members’ steps when it is put in another order', async () => {
    const saved = await start();
    const list = saved.checklists[0];
    if (!list) throw new Error('Nothing was saved');
    const maya = await office.community.member();
    const done = { itemId: list.items[0]?.id ?? '' };
    await office.community.record(maya, 'checklist.item.completed', done);

    const turned = await save(saved.version, [{ ...list, items: list.items.toReversed() }]);
    expect(turned.checklists[0]?.items.map(({ title, members }) => `${title.en} ${members}`)).toEqual([
      'Three 0',
      'Two 0',
      'One 1',
    ]);
    expect((await bootOf(maya)).checklist?.items.map(({ title, status }) => `${title} ${status}`)).toEqual([
      'Three open',
      'Two open',
      'One completed',
    ]);
  });

  it('takes a step off the list without losing who has done it', async () => {
    const saved = await start();
    const [list] = saved.checklists;
    const [one, two, three] = list?.items ?? [];
    if (!list || !one || !two || !three) throw new Error('Nothing was saved');
    const maya = await office.community.member();
    await office.community.record(maya, 'checklist.item.completed', { itemId: one.id });

    const shorter = await save(saved.version, [{ ...list, items: [three, two] }]);
    expect((await bootOf(maya)).checklist?.items.map(({ title }) => title)).toEqual(['Three', 'Two']);
    expect(await office.community.count('checklist_progress')).toBe(1);
    expect(await office.community.count('checklist_item')).toBe(3);
    // It is nothing to do any more, and the next edits leave it where it is.
    expect(
      await office.community.record(await office.community.member(), 'checklist.item.completed', {
        itemId: one.id,
      }),
    ).toMatchObject({ status: 'rejected' });
    await save(shorter.version, [{ ...list, items: [two] }]);
    expect(await office.community.count('checklist_item')).toBe(2);
  });

  it('that members have begun is switched off instead of deleted', async () => {
    const saved = await start();
    const maya = await office.community.member();
    const itemId = saved.checklists[0]?.items[0]?.id ?? '';
    await office.community.record(maya, 'checklist.item.completed', { itemId });
    const rest = await save(saved.version, []);
    expect(rest.checklists).toMatchObject([{ active: false, items: [{ title: { en: 'One' } }, {}, {}] }]);
    expect((await bootOf(maya)).checklist).toBeNull();
  });

  it('refuses what is wrong, by field', async () => {
    const { version } = await admin.checklists.get();
    const list = { title: { en: 'x' }, celebration: null, active: true, segmentId: null };
    const wrong = (item: object) => wordsOf(save(version, [{ ...list, items: [step('One', item)] }]));
    const action = (url: string) => ({ action: { label: { en: 'Open' }, url } });
    expect(await wrong(action('javascript:alert(1)'))).toContain('"checklists.0.items.0.action.url"');
    expect(await wrong(action('//evil.example'))).toContain('Links begin with');
    expect(await wrong(action('/projects'))).toBe('done');
    expect(await wrong({ event: { name: 'tab\there', count: 1 } })).toContain('printable');
    expect(await wrong({ points: -1 })).toContain('points');
    expect(await wordsOf(save(version, [{ ...list, items: [] }]))).toContain('at least one step');
  });
});

describe('rewards', () => {
  const empty = { earningRules: [], levels: [], badges: [], rewards: [] };

  it('are saved with rules, levels and badges, and shown at the next boot', async () => {
    const { version } = await admin.rewards.get();
    await admin.rewards.save({
      version,
      earningRules: [{ kind: 'post.created', points: 20, perDay: 2 }],
      levels: [
        { name: { en: 'Guest' }, threshold: 0 },
        { name: { en: 'Friend' }, threshold: 20 },
      ],
      badges: [badge],
      rewards: [reward],
    });
    const maya = await office.community.member();
    await office.community.record(maya, 'post.created', { text: 'Hello' });
    expect((await bootOf(maya)).rewards).toMatchObject({
      standing: { points: 20, level: { number: 2, name: 'Friend' } },
      badges: [{ name: 'Voice', count: 1 }],
      catalogue: [{ name: 'Mug', stock: 5 }],
    });
  });

  it('count the stock by what an edit changed, so that what was redeemed meanwhile stays redeemed', async () => {
    const { version } = await admin.rewards.get();
    const saved = await admin.rewards.save({ ...empty, version, rewards: [reward] });
    const [mug] = saved.rewards;
    if (!mug) throw new Error('Nothing was saved');
    await database.execute('UPDATE reward SET stock = 3 WHERE id = $1::uuid', [rowId(mug.id)]);
    const after = await admin.rewards.save({
      ...empty,
      version: saved.version,
      rewards: [{ ...mug, stock: 10, stockSeen: mug.stock }],
    });
    expect(after.rewards[0]?.stock).toBe(8);
  });

  it('that members have are withdrawn, the rest is deleted', async () => {
    const { version } = await admin.rewards.get();
    const other = { ...badge, name: { en: 'Star' }, kind: 'comment.created' as const };
    const saved = await admin.rewards.save({
      ...empty,
      version,
      badges: [badge, other],
      rewards: [reward, reward],
    });
    const maya = await office.community.member();
    await office.community.record(maya, 'post.created', { text: 'Hello' });
    await office.community.add('redemption', {
      id: newId(),
      reward_id: rowId(saved.rewards[0]?.id ?? ''),
      member_id: maya.memberId,
      code: 'ABC',
      redeemed_at: office.community.now,
    });
    const after = await admin.rewards.save({ ...empty, version: saved.version });
    expect(after.badges).toEqual([]);
    expect(after.rewards).toMatchObject([{ id: saved.rewards[0]?.id, active: false, redeemed: 1 }]);
    expect((await bootOf(maya)).rewards?.badges.map(({ name }) => name)).toEqual(['Voice']);
    // Nothing left for somebody who has none: no widget at all.
    expect((await bootOf(await office.community.member())).rewards).toBeNull();
    expect((await bootOf(maya)).rewards?.catalogue).toEqual([]);
  });

  it('refuse levels that do not rise, a rule that comes twice, and a price of nothing', async () => {
    const { version } = await admin.rewards.get();
    const save = (more: object) => wordsOf(admin.rewards.save({ ...empty, version, ...more }));
    const level = (threshold: number) => ({ name: { en: 'L' }, threshold });
    expect(await save({ levels: [level(10), level(10)] })).toContain('"levels.1.threshold"');
    const rule = { kind: 'post.created', points: 1, perDay: 1 };
    expect(await save({ earningRules: [rule, rule] })).toContain('"earningRules.1.kind"');
    expect(await save({ rewards: [{ ...reward, cost: 0 }] })).toContain('"rewards.0.cost"');
    expect(await save({ badges: [{ ...badge, kind: 'post.exploded' }] })).toContain('Unknown kind');
  });
});

describe('the referral card', () => {
  it('says what was saved, and nothing once it is taken away', async () => {
    const first = await admin.referrals.get();
    expect(first.rules).toBeNull();
    const saved = await admin.referrals.save({ version: first.version, rules: { en: 'Bring a friend' } });
    expect((await bootOf({ type: 'visitor' })).referral?.rules).toBe('Bring a friend');
    await admin.referrals.save({ version: saved.version, rules: null });
    expect((await bootOf({ type: 'visitor' })).referral?.rules).toBeNull();
  });
});
