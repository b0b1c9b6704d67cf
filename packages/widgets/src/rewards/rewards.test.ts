import type { Earnings, Outcome, RejectionCode, RewardsState } from '@hearth/schema';
import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import { connect } from '../internal/connection.ts';
import { testClient } from '../internal/test-client.ts';
import { HearthRewards } from './rewards.define.ts';

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const mug = {
  id: 'rwd_1',
  name: 'Mug',
  description: 'Holds coffee',
  cost: 1000,
  stock: 3,
  code: null,
};
const ready: RewardsState = {
  standing: {
    points: 1240,
    earned: 1880,
    level: { number: 2, name: 'Voice', threshold: 1000 },
    next: { number: 3, name: 'Champion', threshold: 2000 },
    recent: [
      { reason: 'survey.answered', points: 10, at: hoursAgo(2.5) },
      { reason: 'reward.redeemed', points: -500, at: hoursAgo(30) },
      { reason: 'something.newer', points: 5, at: hoursAgo(80) },
    ],
  },
  badges: [
    {
      id: 'bdg_1',
      name: 'First spark',
      description: 'Answered once',
      icon: 'spark',
      awardedAt: hoursAgo(50),
      count: 1,
      target: 1,
    },
    {
      id: 'bdg_2',
      name: 'Good company',
      description: 'Gave ten reactions',
      icon: 'heart',
      awardedAt: null,
      count: 4,
      target: 10,
    },
  ],
  catalogue: [
    mug,
    { ...mug, id: 'rwd_2', name: 'Ticket', cost: 5000 },
    { ...mug, id: 'rwd_3', name: 'Poster', stock: 0 },
  ],
};
const signedOut: RewardsState = { ...ready, standing: null };

let page: ReturnType<typeof testClient>;
const open = async (data?: RewardsState | null, verified = true) => {
  if (data !== undefined) page.ready('rewards', data, verified);
  return fixture<HearthRewards>(html`<hearth-rewards></hearth-rewards>`);
};
const one = (element: HearthRewards, selector: string) => {
  const found = element.renderRoot.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};
const text = (element: HearthRewards, selector: string) =>
  Array.from(element.renderRoot.querySelectorAll(selector), (found) =>
    (found.textContent ?? '').replace(/\s+/g, ' ').trim(),
  );
const focused = (element: HearthRewards) => element.shadowRoot?.activeElement;
const rejectWith = (code: RejectionCode) =>
  page.answerWith(() => Promise.resolve({ id: 'int_1', status: 'rejected', code, message: '' }));
const recorded = (kind: string) => page.recorded.filter((each) => each.kind === kind);
const ask = async (element: HearthRewards) => {
  one(element, '#rwd_1 .redeem').click();
  await waitUntil(() => element.renderRoot.querySelector('.ask'), 'it asks');
};
const isToastOpen = (element: HearthRewards) =>
  !!element.renderRoot.querySelector('.toast')?.matches(':popover-open');
const earn = async (element: HearthRewards, earned: Earnings) => {
  page.emit('earned', earned);
  await waitUntil(() => isToastOpen(element), 'it says so');
  await element.updateComplete;
};

beforeEach(() => {
  page = testClient();
  connect(page.client);
});

describe('<hearth-rewards>', () => {
  it('is accessible in every state', async () => {
    await expect(await open()).to.be.accessible();
    await expect(await open(signedOut, false)).to.be.accessible();
    const element = await open({
      ...ready,
      catalogue: [{ ...mug, code: 'AB-12' }, ...ready.catalogue.slice(1)],
    });
    await expect(element).to.be.accessible();
    await ask(element);
    await earn(element, { points: 5, badges: [{ name: 'Voice', icon: 'voice' }] });
    await aTimeout(300);
    await expect(element).to.be.accessible();
    page.set('rewards', { status: 'failed', message: 'away' });
    await expect(await open()).to.be.accessible();
  });

  it('shows points, level and the way to the next', async () => {
    const element = await open(ready);
    expect(text(element, '[part=points], .level, #next')).to.deep.equal([
      '1,240',
      'Level 2 · Voice',
      '120 points to Champion',
    ]);
    const bar = element.renderRoot.querySelector('progress');
    expect([bar?.value, bar?.max]).to.deep.equal([880, 1000]);
  });

  it('has no way to go at the highest level, and one from nothing before the first', async () => {
    const { standing } = ready;
    if (!standing) throw new Error('The fixture has a standing.');
    const top = await open({ ...ready, standing: { ...standing, next: null } });
    expect(top.renderRoot.querySelector('progress')).to.equal(null);
    const begin = { points: 0, earned: 0, level: null, next: { number: 1, name: 'Spark', threshold: 100 } };
    const element = await open({ standing: { ...begin, recent: [] }, badges: [], catalogue: [] });
    expect(text(element, '#next')).to.deep.equal(['100 points to Spark']);
    expect(text(element, 'h3')).to.deep.equal(['Lately']);
    expect(text(element, '[part=base] > p.muted:last-of-type')[0]).to.contain('Nothing yet');
  });

  it('tells badges that are earned from those to earn, and how far those are', async () => {
    expect(text(await open(ready), '[part=badge]')).to.deep.equal([
      'First spark Answered once Earned 2 days ago',
      'Good company Gave ten reactions 4 of 10',
    ]);
  });

  it('says in words what points came from and when', async () => {
    expect(text(await open(ready), '.recent li')).to.deep.equal([
      'Answered a survey 2 hours ago +10',
      'Redeemed a reward yesterday -500',
      'Was active 3 days ago +5',
    ]);
  });

  it('invites anonymous members to sign in, and shows them what there is to earn', async () => {
    const element = await open(signedOut, false);
    expect(text(element, 'h2')).to.deep.equal(['Sign in to earn points']);
    expect(text(element, '[part=badge]')).to.have.lengthOf(2);
    expect(text(element, '#why-rwd_1')).to.deep.equal(['Sign in to redeem']);
    one(element, '#rwd_1 .redeem').click();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.ask')).to.equal(null);
  });

  it('shows a skeleton while loading, nothing where rewards are not set up, and asks again after a failure', async () => {
    const element = await open();
    expect(one(element, '[part=base]').ariaBusy).to.equal('true');
    page.ready('rewards', null);
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[part=base]')).to.equal(null);
    page.set('rewards', { status: 'failed', message: 'away' });
    await element.updateComplete;
    one(element, '.failed button').click();
    expect(page.reloaded).to.deep.equal(['rewards']);
  });

  it('says why a reward cannot be had yet, and does not ask', async () => {
    const element = await open(ready);
    expect(text(element, '#why-rwd_2, #why-rwd_3')).to.deep.equal(['3,760 points to go', 'None left']);
    expect(text(element, '#rwd_1 .what p'), 'nothing stands against it').to.deep.equal([
      'Mug',
      'Holds coffee',
      '1,000 points',
    ]);
    const button = one(element, '#rwd_2 .redeem');
    expect(button.getAttribute('aria-describedby')).to.equal('why-rwd_2');
    button.click();
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.ask')).to.equal(null);
    expect(page.recorded.filter(({ kind }) => kind === 'reward.redeemed')).to.have.lengthOf(0);
  });

  it('asks before it spends, by keyboard alone, and Escape keeps the points', async () => {
    const element = await open(ready);
    one(element, '#rwd_1 .redeem').focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => element.renderRoot.querySelector('.ask'));
    expect(text(element, '.ask p')).to.deep.equal(['Spend 1,000 points?']);
    expect(focused(element)).to.equal(one(element, '.ask .primary'));
    await sendKeys({ press: 'Escape' });
    await element.updateComplete;
    expect(focused(element)).to.equal(one(element, '#rwd_1 .redeem'));
    expect(recorded('reward.redeemed')).to.have.lengthOf(0);
  });

  it('redeems once, tells the page, and shows the code', async () => {
    let accept = (_outcome: Outcome) => {};
    page.answerWith(() => new Promise((resolve) => (accept = resolve)));
    const element = await open(ready);
    const told: string[] = [];
    element.addEventListener('hearth-redeem', ({ rewardId }) => told.push(rewardId));
    element.addEventListener('hearth-outcome', ({ outcome }) => told.push(outcome.status));
    await ask(element);
    one(element, '.ask .primary').click();
    one(element, '.ask .primary').click();
    await element.updateComplete;
    expect(text(element, '.ask .primary')).to.deep.equal(['Redeeming…']);
    accept({ id: 'int_1', status: 'accepted', changed: ['rewards'] });
    await waitUntil(() => !element.renderRoot.querySelector('.ask'));
    expect(told).to.deep.equal(['accepted', 'rwd_1']);
    expect(recorded('reward.redeemed')).to.deep.equal([
      { kind: 'reward.redeemed', payload: { rewardId: 'rwd_1' } },
    ]);
    page.ready('rewards', { ...ready, catalogue: [{ ...mug, code: 'AB-12' }] });
    await element.updateComplete;
    expect(text(element, 'code')).to.deep.equal(['AB-12']);
  });

  it('copies a code', async () => {
    const written: string[] = [];
    const original = navigator.clipboard.writeText;
    navigator.clipboard.writeText = async (code) => void written.push(code);
    const element = await open({ ...ready, catalogue: [{ ...mug, code: 'AB-12' }] });
    one(element, '.code button').click();
    await waitUntil(() => text(element, '.code button')[0] === 'Copied');
    navigator.clipboard.writeText = original;
    expect(written).to.deep.equal(['AB-12']);
  });

  const refusals = [
    ['insufficient_points', 'You do not have enough points for this yet.'],
    ['out_of_stock', 'Somebody was quicker: this reward is gone.'],
    ['not_found', 'This reward is no longer offered.'],
    ['handler_failed', 'That did not work, and no points were spent. Please try again.'],
  ] as const;
  for (const [code, words] of refusals) {
    it(`says what ${code} means, and lets the member go on`, async () => {
      rejectWith(code);
      const element = await open(ready);
      await ask(element);
      one(element, '.ask .primary').click();
      await waitUntil(() => element.renderRoot.querySelector('.error'));
      expect(text(element, '#rwd_1 [role=status]')).to.deep.equal([words]);
      expect(focused(element)).to.equal(one(element, '#rwd_1 .redeem'));
    });
  }

  it('fetches what asks and thanks once a pointer or the focus comes near, or something is earned', async () => {
    const { earnAndSpend } = HearthRewards;
    let fetched = 0;
    HearthRewards.earnAndSpend = () => {
      fetched++;
      return earnAndSpend();
    };
    const element = await open(ready);
    await waitUntil(() => recorded('widget.shown').length === 1);
    expect(fetched).to.equal(0);
    element.dispatchEvent(new PointerEvent('pointerenter'));
    await ask(element);
    expect(fetched).to.equal(1);
    await open(ready);
    page.emit('earned', { points: 5, badges: [] });
    expect(fetched).to.equal(2);
    HearthRewards.earnAndSpend = earnAndSpend;
  });

  it('says so when the question does not come, and asks when pressed again', async () => {
    const { earnAndSpend } = HearthRewards;
    HearthRewards.earnAndSpend = () => Promise.reject(new Error('offline'));
    const element = await open(ready);
    one(element, '#rwd_1 .redeem').click();
    await waitUntil(() => element.renderRoot.querySelector('.error'));
    expect(text(element, '#rwd_1 [role=status]')).to.deep.equal(['This did not load.']);
    HearthRewards.earnAndSpend = earnAndSpend;
    await ask(element);
    expect(element.renderRoot.querySelector('.error')).to.equal(null);
  });

  it('forgets a question that another member was asked', async () => {
    const element = await open(ready);
    await ask(element);
    page.emit('member', { verified: false });
    page.ready('rewards', signedOut, false);
    await element.updateComplete;
    expect(element.renderRoot.querySelector('.ask')).to.equal(null);
  });

  it('records that it was shown', async () => {
    await open(ready);
    await waitUntil(() => recorded('widget.shown').length === 1);
  });

  it('speaks the reader’s language in numbers and dates, also right to left', async () => {
    page = testClient({ locale: 'de' });
    connect(page.client);
    page.ready('rewards', ready);
    const element = await fixture<HearthRewards>(html`<hearth-rewards dir="rtl"></hearth-rewards>`);
    await waitUntil(() => element.renderRoot.querySelector('[part=points]'));
    expect(text(element, '[part=points], .recent time')).to.deep.equal([
      '1.240',
      'vor 2 Stunden',
      'gestern',
      'vor 3 Tagen',
    ]);
    expect(getComputedStyle(element).textAlign).to.equal('right');
  });
});

describe('the toast of <hearth-rewards>', () => {
  it('says what was earned, politely, and adds up while it is on screen', async () => {
    const element = await open(ready);
    await earn(element, { points: 30, badges: [] });
    page.emit('earned', { points: 5, badges: [{ name: 'Voice', icon: 'voice' }] });
    await waitUntil(() => text(element, '.toast p')[0] === '+35 pointsNew badge: Voice');
    expect(text(element, '.visually-hidden[role=status]')).to.deep.equal(['+35 points. New badge: Voice']);
  });

  it('closes by its button, and begins anew after that', async () => {
    const element = await open(ready);
    await earn(element, { points: 30, badges: [] });
    one(element, '.toast button').click();
    await element.updateComplete;
    expect(isToastOpen(element)).to.equal(false);
    await earn(element, { points: 7, badges: [] });
    expect(text(element, '.toast p')).to.deep.equal(['+7 points']);
  });

  it('waits while it has the focus or the pointer, and goes by itself after five seconds', async function () {
    this.timeout(15_000);
    const element = await open(ready);
    await earn(element, { points: 30, badges: [] });
    one(element, '.toast button').focus();
    page.emit('earned', { points: 5, badges: [] });
    await aTimeout(5300);
    expect(isToastOpen(element), 'focused').to.equal(true);
    const { left, top } = one(element, '.toast').getBoundingClientRect();
    await sendMouse({ type: 'move', position: [Math.round(left) + 8, Math.round(top) + 8] });
    one(element, '.toast button').blur();
    await sendMouse({ type: 'move', position: [0, 0] });
    await aTimeout(4500);
    expect(isToastOpen(element), 'five seconds are not over').to.equal(true);
    await waitUntil(() => !isToastOpen(element), 'it goes', { timeout: 1500 });
  });

  it('says what it could not say before, when what shows it did not come', async () => {
    const { earnAndSpend } = HearthRewards;
    HearthRewards.earnAndSpend = () => Promise.reject(new Error('offline'));
    const element = await open(ready);
    page.emit('earned', { points: 30, badges: [] });
    await aTimeout(0);
    expect(isToastOpen(element)).to.equal(false);
    HearthRewards.earnAndSpend = earnAndSpend;
    await earn(element, { points: 5, badges: [] });
    expect(text(element, '.toast p')).to.deep.equal(['+35 points']);
  });

  it('leaves it to a page that shows earnings in its own way', async () => {
    const element = await open(ready);
    const heard: number[] = [];
    element.addEventListener('hearth-earn', (event) => {
      heard.push(event.earned.points);
      event.preventDefault();
    });
    page.emit('earned', { points: 30, badges: [] });
    await element.updateComplete;
    expect(heard).to.deep.equal([30]);
    expect(isToastOpen(element)).to.equal(false);
  });

  it('goes with the member who earned it, and hears nothing once taken out of the page', async () => {
    const element = await open(ready);
    await earn(element, { points: 30, badges: [] });
    page.emit('member', { verified: true });
    await element.updateComplete;
    expect(isToastOpen(element)).to.equal(false);
    let heard = false;
    element.addEventListener('hearth-earn', () => (heard = true));
    element.remove();
    page.emit('earned', { points: 30, badges: [] });
    expect(heard).to.equal(false);
  });
});
