import type { ReferralState } from '@hearth/schema';
import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { connect } from '../internal/connection.ts';
import { testClient } from '../internal/test-client.ts';
import type { HearthReferral } from './referral.define.ts';
import './referral.define.ts';

const url = 'https://hearth.example/r/ADA234';
const mine: ReferralState = {
  link: { code: 'ADA234', url },
  invited: 1204,
  joined: 7,
  rewarded: 2,
  rules: 'You both get 500 points.',
};

describe('<hearth-referral>', () => {
  let client: ReturnType<typeof testClient>;
  beforeEach(() => {
    client = testClient();
    connect(client.client);
  });
  afterEach(() => {
    Reflect.deleteProperty(navigator, 'clipboard');
    Reflect.deleteProperty(navigator, 'share');
  });
  const set = (target: 'clipboard' | 'share', value: unknown) =>
    Object.defineProperty(navigator, target, { configurable: true, value });
  const open = async () => {
    const element = await fixture<HearthReferral>(html`<hearth-referral></hearth-referral>`);
    const part = <E extends HTMLElement = HTMLElement>(name: string): E => {
      const found = element.renderRoot.querySelector<E>(`[part=${name}]`);
      if (!found) throw new Error(`There is no ${name}.`);
      return found;
    };
    const settle = async () => {
      await aTimeout(0);
      await element.updateComplete;
    };
    return { element, part, settle, text: () => element.renderRoot.textContent?.replace(/\s+/g, ' ') ?? '' };
  };

  it('is accessible in each state', async () => {
    const { element, settle } = await open();
    await expect(element).to.be.accessible();
    client.set('referral', { status: 'failed', message: '' });
    await settle();
    await expect(element).to.be.accessible();
    client.ready('referral', { ...mine, link: null }, false);
    await settle();
    await expect(element).to.be.accessible();
    client.ready('referral', mine);
    await settle();
    await expect(element).to.be.accessible();
  });

  it('shows the link, what came of it, and the rule', async () => {
    client.ready('referral', mine);
    const { part, text } = await open();
    expect(part<HTMLInputElement>('link').value).to.equal(url);
    expect(part<HTMLInputElement>('link').readOnly).to.equal(true);
    expect(part('counts').textContent).to.contain('1,204');
    expect(text()).to.contain('You both get 500 points.');
    await aTimeout(100);
    expect(client.recorded).to.deep.equal([{ kind: 'widget.shown', payload: { widget: 'referral' } }]);
  });

  it('writes numbers as the reader does', async () => {
    client = testClient({ locale: 'de' });
    connect(client.client);
    client.ready('referral', mine);
    const { element, part } = await open();
    await aTimeout(100);
    await element.updateComplete;
    expect(part('counts').textContent).to.contain('1.204');
    client = testClient();
    connect(client.client);
    await aTimeout(50);
  });

  it('asks a visitor to sign in instead', async () => {
    client.ready('referral', { ...mine, link: null }, false);
    const { element, text } = await open();
    expect(text()).to.contain('Sign in to get a link of your own.');
    expect(element.renderRoot.querySelectorAll('button, input, dl').length).to.equal(0);
  });

  it('asks again when it failed', async () => {
    client.set('referral', { status: 'failed', message: '' });
    const { element } = await open();
    element.renderRoot.querySelector('button')?.click();
    expect(client.reloaded).to.deep.equal(['referral']);
  });

  it('copies by keyboard, and says so to eyes and ears', async () => {
    const copied: string[] = [];
    set('clipboard', { writeText: (text: string) => Promise.resolve(copied.push(text)) });
    client.ready('referral', mine);
    const { element, part, settle } = await open();
    const events: string[] = [];
    element.addEventListener('hearth-share', (event) => events.push(event.channel));
    element.addEventListener('hearth-outcome', ({ outcome }) => events.push(outcome.status));
    part('copy').focus();
    await sendKeys({ press: 'Enter' });
    await settle();
    expect(copied).to.deep.equal([url]);
    expect(part('copy').textContent?.trim()).to.equal('Copied');
    expect(element.renderRoot.querySelector('[role=status]')?.textContent).to.contain('Link copied.');
    expect(events).to.deep.equal(['copy', 'accepted']);
    expect(client.recorded.filter(({ kind }) => kind === 'referral.shared')).to.deep.equal([
      { kind: 'referral.shared', payload: { channel: 'copy' } },
    ]);
  });

  it('selects the link where the browser will not copy, and records nothing', async () => {
    set('clipboard', { writeText: () => Promise.reject(new Error('not allowed')) });
    client.ready('referral', mine);
    const { part, settle, text } = await open();
    part('copy').click();
    await settle();
    const { selectionStart, selectionEnd } = part<HTMLInputElement>('link');
    expect([selectionStart, selectionEnd]).to.deep.equal([0, url.length]);
    expect(text()).to.contain('The link is selected');
    expect(client.recorded.filter(({ kind }) => kind === 'referral.shared')).to.deep.equal([]);
  });

  it('opens the share sheet where there is one, and counts what was shared, not what was cancelled', async () => {
    let answer = (): Promise<void> => Promise.reject(new DOMException('Cancelled', 'AbortError'));
    set('share', () => answer());
    client.ready('referral', mine);
    const { part, settle } = await open();
    part('share').click();
    await settle();
    expect(client.recorded.filter(({ kind }) => kind === 'referral.shared')).to.deep.equal([]);
    answer = () => Promise.resolve();
    part('share').click();
    await settle();
    expect(client.recorded.filter(({ kind }) => kind === 'referral.shared')).to.deep.equal([
      { kind: 'referral.shared', payload: { channel: 'native' } },
    ]);
  });
});
