import type { ChecklistItem, ChecklistState, Outcome, RejectionCode } from '@hearth/schema';
import { aTimeout, expect, fixture, html, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { connect } from '../internal/connection.ts';
import { testClient } from '../internal/test-client.ts';
import { HearthChecklist } from './checklist.define.ts';

const item = (digit: number, parts: Partial<ChecklistItem> = {}): ChecklistItem => ({
  id: `itm_${digit}`,
  title: `Step ${digit}`,
  description: `About step ${digit}`,
  action: null,
  status: 'open',
  automatic: false,
  count: 0,
  target: 1,
  points: 0,
  ...parts,
});
const list = (items: ChecklistItem[], parts: Partial<ChecklistState> = {}): ChecklistState => ({
  checklistId: 'chk_1',
  title: 'First steps',
  celebration: 'You made it!',
  items,
  ...parts,
});
const first = item(1, { status: 'completed' });
const second = item(2, { action: { label: 'Go there', url: '/settings' }, points: 20 });
const third = item(3, { automatic: true, count: 1, target: 3 });
const steps = list([first, second, third]);
const finished = list([first, { ...second, status: 'completed' }, { ...third, status: 'completed' }]);

let page: ReturnType<typeof testClient>;
const open = async (data?: ChecklistState | null, verified = true) => {
  if (data !== undefined) page.ready('checklist', data, verified);
  return fixture<HearthChecklist>(html`<hearth-checklist></hearth-checklist>`);
};
const all = (element: HearthChecklist, selector: string) =>
  Array.from(element.renderRoot.querySelectorAll<HTMLElement>(selector));
const one = (element: HearthChecklist, selector: string) => {
  const found = element.renderRoot.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};
/** What comes with the part that is fetched later. */
const comes = async (element: HearthChecklist, selector: string) => {
  await waitUntil(() => element.renderRoot.querySelector(selector), `${selector} comes`);
  return one(element, selector);
};
const row = (element: HearthChecklist, index: number) => {
  const found = all(element, '[part=item]')[index];
  if (!found) throw new Error(`There is no step ${index}.`);
  return found;
};
const inRow = (element: HearthChecklist, index: number, selector: string) => {
  const found = row(element, index).querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`There is no ${selector} in step ${index}.`);
  return found;
};
const focused = (element: HearthChecklist) => element.shadowRoot?.activeElement;
const rejectWith = (code: RejectionCode) =>
  page.answerWith(() => Promise.resolve({ id: 'int_1', status: 'rejected', code, message: '' }));
const recorded = (kind: string) => page.recorded.filter((each) => each.kind === kind);

beforeEach(() => {
  localStorage.clear();
  page = testClient();
  connect(page.client);
});

describe('<hearth-checklist>', () => {
  it('is accessible in every state', async () => {
    await expect(await open()).to.be.accessible();
    const element = await open(steps);
    await expect(element).to.be.accessible();
    one(element, '.fold').click();
    await comes(element, '[part=launcher]');
    await expect(element).to.be.accessible();
    localStorage.clear();
    const end = await open(finished);
    await comes(end, '.finish');
    await expect(end).to.be.accessible();
    page.set('checklist', { status: 'failed', message: 'away' });
    await expect(await open()).to.be.accessible();
  });

  it('says how far the member is, and unfolds the next step alone', async () => {
    const element = await open(steps);
    const bar = element.renderRoot.querySelector('progress');
    expect([bar?.value, bar?.max]).to.deep.equal([1, 3]);
    expect(one(element, '[role=status]').textContent).to.equal('1 of 3');
    expect(row(element, 1).getAttribute('aria-current')).to.equal('step');
    expect(all(element, '.title').map((title) => title.ariaExpanded)).to.deep.equal([
      'false',
      'true',
      'false',
    ]);
    expect(inRow(element, 1, '.more').inert).to.equal(false);
    expect(inRow(element, 2, '.more').inert).to.equal(true);
  });

  it('shows a skeleton while loading, and nothing where no list is set up', async () => {
    const element = await open();
    expect(one(element, '[part=base]').ariaBusy).to.equal('true');
    page.ready('checklist', null);
    await element.updateComplete;
    expect(element.renderRoot.childElementCount).to.equal(0);
  });

  it('asks again after a failure', async () => {
    page.set('checklist', { status: 'failed', message: 'away' });
    const element = await open();
    one(element, 'button').click();
    expect(page.reloaded).to.deep.equal(['checklist']);
  });

  it('is worked by keyboard alone', async () => {
    const element = await open(steps);
    inRow(element, 0, '.title').focus();
    await sendKeys({ press: 'Enter' });
    await element.updateComplete;
    expect(inRow(element, 0, '.title').ariaExpanded).to.equal('true');
    expect(inRow(element, 1, '.title').ariaExpanded).to.equal('false');
    await sendKeys({ press: 'Tab' });
    expect(focused(element)).to.equal(inRow(element, 1, '.tick'));
    await sendKeys({ press: 'Space' });
    await element.updateComplete;
    expect(inRow(element, 1, '.tick').ariaChecked).to.equal('true');
    expect(focused(element), 'the focus stays on the tick').to.equal(inRow(element, 1, '.tick'));
    await sendKeys({ press: 'Space' });
    expect(recorded('checklist.item.completed'), 'a tick is sent once').to.have.lengthOf(1);
  });

  it('ticks at once, records it, and moves on to the next step', async () => {
    const element = await open(steps);
    const outcomes: Outcome[] = [];
    element.addEventListener('hearth-outcome', ({ outcome }) => outcomes.push(outcome));
    inRow(element, 1, '.tick').click();
    await element.updateComplete;
    expect(inRow(element, 1, '.tick').ariaChecked).to.equal('true');
    expect(one(element, '[role=status]').textContent).to.equal('2 of 3');
    expect(row(element, 2).getAttribute('aria-current')).to.equal('step');
    expect(recorded('checklist.item.completed')).to.deep.equal([
      { kind: 'checklist.item.completed', payload: { itemId: 'itm_2' } },
    ]);
    await waitUntil(() => outcomes.length === 1);
  });

  it('takes a tick back with a reason when the server refuses it', async () => {
    rejectWith('handler_failed');
    const element = await open(steps);
    inRow(element, 1, '.tick').click();
    await waitUntil(() => element.renderRoot.querySelector('[role=alert]'));
    expect(inRow(element, 1, '[role=alert]').textContent).to.equal('That did not save. Please try again.');
    expect(inRow(element, 1, '.tick').ariaChecked).to.equal('false');
    expect(one(element, '[role=status]').textContent).to.equal('1 of 3');
    expect(page.reloaded).to.deep.equal(['checklist']);
  });

  it('keeps a tick that another device has made before', async () => {
    rejectWith('already_done');
    const element = await open(steps);
    inRow(element, 1, '.tick').click();
    await aTimeout(0);
    await element.updateComplete;
    expect(inRow(element, 1, '.tick').ariaChecked).to.equal('true');
  });

  it('shows a refusal to nobody but the member who ticked', async () => {
    let refuse = (_outcome: Outcome) => {};
    page.answerWith(() => new Promise((resolve) => (refuse = resolve)));
    const element = await open(steps);
    inRow(element, 1, '.tick').click();
    page.emit('member', { verified: true });
    page.ready('checklist', steps);
    refuse({ id: 'int_1', status: 'rejected', code: 'handler_failed', message: '' });
    await aTimeout(0);
    await element.updateComplete;
    expect(element.renderRoot.querySelector('[role=alert]')).to.equal(null);
    expect(inRow(element, 1, '.tick').ariaChecked).to.equal('false');
  });

  it('counts a step that completes by itself, and offers no tick for it', async () => {
    const element = await open(steps);
    expect(inRow(element, 2, '.title').textContent).to.contain('1 of 3');
    expect(row(element, 2).querySelector('button.tick')).to.equal(null);
    expect(inRow(element, 2, '.tick').ariaLabel).to.equal('Not done yet');
  });

  it('follows an action in the same tab and records that the step was started', async () => {
    const element = await open(steps);
    const link = inRow(element, 1, 'a');
    expect(link.getAttribute('href')).to.equal(new URL('/settings', location.href).href);
    expect(link.hasAttribute('target')).to.equal(false);
    link.addEventListener('click', (event) => event.preventDefault());
    link.click();
    expect(recorded('checklist.item.started')).to.have.lengthOf(1);
  });

  for (const url of [
    'javascript:alert(1)',
    'data:text/html,hi',
    ' jAvascript:alert(1)',
    'vbscript:x',
    'https://',
  ]) {
    it(`draws no link for ${url}`, async () => {
      const element = await open(list([item(1, { action: { label: 'Go', url } })]));
      expect(element.renderRoot.querySelector('a')).to.equal(null);
      expect(inRow(element, 0, '.more').textContent?.trim()).to.equal('About step 1');
    });
  }

  it('tells an anonymous member that points are for those who sign in', async () => {
    expect(inRow(await open(steps), 1, '.more').textContent).to.contain('Earns 20 points');
    expect(inRow(await open(steps, false), 1, '.more').textContent).to.contain('Sign in to earn 20 points');
  });

  it('records once that the member began', async () => {
    const element = await open(steps);
    inRow(element, 0, '.title').click();
    inRow(element, 1, '.tick').click();
    expect(recorded('widget.started')).to.deep.equal([
      { kind: 'widget.started', payload: { widget: 'checklist', contentId: 'chk_1' } },
    ]);
  });

  it('records that it was shown', async () => {
    await open(steps);
    await waitUntil(() => recorded('widget.shown').length === 1);
  });

  it('folds into a launcher, keeps the focus, and is still folded on the next page', async () => {
    const element = await open(steps);
    const folds: boolean[] = [];
    element.addEventListener('hearth-collapse', ({ collapsed }) => folds.push(collapsed));
    one(element, '.fold').click();
    await waitUntil(() => focused(element)?.matches('[part=launcher]'));
    expect(one(element, '[part=launcher]').textContent).to.contain('1 of 3');
    const next = await open();
    expect(next.collapsed).to.equal(true);
    one(element, '.fold').click();
    await waitUntil(() => focused(element)?.matches('button.icon'));
    expect(folds).to.deep.equal([true, false]);
  });

  it('opens another list unfolded, although an earlier one was folded', async () => {
    const element = await open(steps);
    one(element, '.fold').click();
    await comes(element, '[part=launcher]');
    const next = await open({ ...steps, checklistId: 'chk_2' });
    expect(next.collapsed).to.equal(false);
  });

  it('celebrates when the server says that all is done, and tells the page of each step', async () => {
    const element = await open(steps);
    const done: string[] = [];
    element.addEventListener('hearth-step-complete', ({ itemId }) => done.push(itemId));
    inRow(element, 1, '.tick').focus();
    page.ready('checklist', finished);
    await comes(element, '.finish');
    expect(done).to.deep.equal(['itm_2', 'itm_3']);
    expect(one(element, '.finish').textContent).to.contain('You made it!');
    expect(one(element, '.finish').classList.contains('fresh')).to.equal(true);
    await waitUntil(() => focused(element)?.matches('.close'), 'the focus is not lost with the list');
  });

  it('is calm when it was done before, and still for those who asked for less motion', async () => {
    const before = await open(finished);
    expect(one(before, '[part=base]').ariaBusy, 'no list flashes before its end').to.equal('true');
    await comes(before, '.finish');
    expect(one(before, '.finish').classList.contains('fresh')).to.equal(false);
    await emulateMedia({ reducedMotion: 'reduce' });
    const element = await open(steps);
    page.ready('checklist', finished);
    expect(getComputedStyle(await comes(element, '.rays')).animationName).to.equal('none');
    await emulateMedia({ reducedMotion: 'no-preference' });
  });

  it('stays away once the finished list was dismissed', async () => {
    const element = await open(finished);
    let dismissed = false;
    element.addEventListener('hearth-dismiss', () => (dismissed = true));
    (await comes(element, '.close')).click();
    await element.updateComplete;
    expect(dismissed).to.equal(true);
    expect(element.renderRoot.childElementCount).to.equal(0);
    expect(recorded('widget.dismissed')).to.deep.equal([
      { kind: 'widget.dismissed', payload: { widget: 'checklist', contentId: 'chk_1' } },
    ]);
    expect((await open(finished)).renderRoot.childElementCount).to.equal(0);
    expect((await open({ ...steps, checklistId: 'chk_2' })).renderRoot.childElementCount).to.equal(1);
  });

  it('fetches what an open list does not need once a pointer or the focus comes near', async () => {
    const { inUse } = HearthChecklist;
    let fetched = 0;
    HearthChecklist.inUse = () => {
      fetched++;
      return inUse();
    };
    const element = await open(steps);
    await waitUntil(() => recorded('widget.shown').length === 1);
    expect(fetched).to.equal(0);
    element.dispatchEvent(new PointerEvent('pointerenter'));
    expect(fetched).to.equal(1);
    const other = await open(steps);
    inRow(other, 1, '.tick').focus();
    expect(fetched).to.equal(2);
    HearthChecklist.inUse = inUse;
  });

  it('says so when that does not come, and has it after a retry', async () => {
    const { inUse } = HearthChecklist;
    HearthChecklist.inUse = () => Promise.reject(new Error('offline'));
    const element = await open(steps);
    one(element, '.fold').focus();
    one(element, '.fold').click();
    await comes(element, '.failed');
    HearthChecklist.inUse = inUse;
    one(element, '.failed button').click();
    expect(page.reloaded).to.deep.equal(['checklist']);
    page.ready('checklist', steps);
    await element.updateComplete;
    one(element, '.fold').click();
    await comes(element, '[part=launcher]');
  });

  it('writes numbers in the reader’s language and fills the bar from the reading side', async () => {
    page = testClient({ locale: 'de' });
    connect(page.client);
    page.ready('checklist', list([item(1, { automatic: true, count: 1200, target: 3000 })]));
    const element = await fixture<HearthChecklist>(html`<hearth-checklist dir="rtl"></hearth-checklist>`);
    await waitUntil(() => element.renderRoot.querySelector('.title'));
    expect(one(element, '.title').textContent).to.contain('1.200').and.to.contain('3.000');
    expect(one(element, '.tick').getBoundingClientRect().left).to.be.greaterThan(
      one(element, '.title').getBoundingClientRect().left,
    );
  });
});
