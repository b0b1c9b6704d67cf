import type { Outcome } from '@hearth/schema';
import { aTimeout, expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { emulateMedia, sendKeys } from '@web/test-runner-commands';
import { connect } from '../internal/connection.ts';
import { define } from '../internal/define.ts';
import { testClient } from '../internal/test-client.ts';
import { HearthNps } from './nps.ts';
import {
  answers,
  arrival,
  choose,
  find,
  one,
  open,
  page,
  point,
  recorded,
  send,
  start,
  survey,
  text,
  write,
} from './testing.ts';

const refused: Outcome = { id: 'int_1', status: 'rejected', code: 'handler_failed', message: 'Try again.' };

describe('<hearth-nps>', () => {
  beforeEach(() => start());

  it('is accessible, asking and answering, in light and in dark', async () => {
    const element = await open();
    await expect(element).to.be.accessible();
    await choose(element, 4);
    await aTimeout(250);
    await expect(element).to.be.accessible();
    element.theme = 'dark';
    await aTimeout(250);
    await expect(element).to.be.accessible();
    await send(element);
    await expect(element).to.be.accessible();
  });

  it('is accessible as a prompt', async () => {
    const element = await open({}, 'prompt');
    await waitUntil(() => element.open);
    await aTimeout(300);
    await expect(element).to.be.accessible();
  });

  describe('by keyboard', () => {
    it('moves through the scores with arrow keys and sends with Tab and Enter', async () => {
      const element = await open();
      one(element, "input[value='0']").focus();
      await sendKeys({ press: 'Space' });
      await sendKeys({ press: 'ArrowRight' });
      await sendKeys({ press: 'ArrowRight' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: 'Too slow' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await waitUntil(() => text(element).includes('Thank you'));
      expect(answers().at(-1)).to.include({ score: 2, comment: 'Too slow', complete: true });
      expect(element.shadowRoot?.activeElement?.textContent).to.include('Thank you');
    });

    it('does not record the scores that arrow keys pass over', async () => {
      const element = await open();
      one(element, "input[value='0']").focus();
      await sendKeys({ press: 'Space' });
      for (let key = 0; key < 9; key++) await sendKeys({ press: 'ArrowRight' });
      expect(answers()).to.have.length(0);
      await waitUntil(() => answers().length === 1, 'one answer', { timeout: 2000 });
      expect(answers()[0]).to.include({ score: 9, complete: false });
    });

    it('closes a prompt with Escape and gives the focus back to the page', async () => {
      const before = await fixture<HTMLButtonElement>(html`<button>Before</button>`);
      before.focus();
      const element = await open({}, 'prompt');
      await waitUntil(() => element.open);
      expect(document.activeElement).to.equal(before);
      one(element, "input[value='0']").focus();
      await sendKeys({ press: 'Escape' });
      expect(element.open).to.equal(false);
      expect(document.activeElement).to.equal(before);
      expect(recorded('widget.dismissed')).to.have.length(1);
    });
  });

  describe('states', () => {
    it('shows that it is loading, then that it failed, with a retry', async () => {
      const element = await fixture<HearthNps>(html`<hearth-nps></hearth-nps>`);
      expect(find(element, '[aria-busy=true]')).not.to.equal(null);
      page.set('nps', { status: 'failed', message: 'No network' });
      await element.updateComplete;
      one(element, 'button').click();
      expect(page.reloaded).to.deep.equal(['nps']);
    });

    it('shows nothing when no survey is set up, or none is due', async () => {
      const element = await open({ due: false });
      expect(find(element, '[part=base]')).to.equal(null);
      page.ready('nps', null);
      await element.updateComplete;
      expect(find(element, '[part=base]')).to.equal(null);
    });

    it('as a prompt, shows neither loading nor failure', async () => {
      const element = await fixture<HearthNps>(html`<hearth-nps mode="prompt"></hearth-nps>`);
      page.set('nps', { status: 'failed', message: 'No network' });
      await element.updateComplete;
      expect(find(element, '*:not(style)')).to.equal(null);
    });

    it('keeps the text of a refused answer and sends it again as the same answer', async () => {
      const element = await open();
      await choose(element, 3);
      write(element, 'Exports fail');
      page.answerWith(() => Promise.resolve(refused));
      await send(element);
      expect(one(element, '[role=alert]').textContent).to.include('still here');
      expect(one(element, 'textarea')).to.have.property('value', 'Exports fail');
      page.answerWith(() => Promise.resolve({ id: 'int_2', status: 'accepted', changed: [] }));
      await send(element);
      expect(text(element)).to.include('Thank you');
      const [first, second] = answers();
      expect(second).to.deep.equal(first);
    });

    it('keeps the form while the widget’s state is asked again in the background', async () => {
      const element = await open();
      await choose(element, 7);
      write(element, 'Half a thought');
      page.set('nps', { status: 'loading' });
      page.ready('nps', { ...survey, due: false });
      await element.updateComplete;
      expect(one(element, 'textarea')).to.have.property('value', 'Half a thought');
    });

    it('forgets what was typed when somebody else uses the page', async () => {
      const element = await open();
      await choose(element, 7);
      write(element, 'Mine');
      page.emit('member', { verified: true });
      await element.updateComplete;
      expect(find(element, 'textarea')).to.equal(null);
      expect(find(element, 'input:checked')).to.equal(null);
    });
  });

  describe('the answer', () => {
    it('counts at once when a score is clicked, and once', async () => {
      const element = await open();
      await point(one(element, "input[value='8']"));
      await waitUntil(() => answers().length === 1);
      expect(answers()[0]).to.include({ surveyId: survey.surveyId, score: 8, complete: false });
      await point(one(element, "input[value='8']"));
      await aTimeout(50);
      expect(answers()).to.have.length(1);
      expect(recorded('widget.started')).to.have.length(1);
    });

    it('replaces the partial one: both carry one answer’s id', async () => {
      const element = await open();
      await point(one(element, "input[value='8']"));
      await arrival(element);
      write(element, '  Dark mode  ');
      await send(element);
      const [partial, complete] = recorded('survey.answered').map(({ payload }) => JSON.stringify(payload));
      const id = /ans_[0-9a-f]{32}/;
      expect(id.exec(partial ?? '')?.[0]).to.equal(id.exec(complete ?? 'none')?.[0]);
      expect(answers()[1]).to.include({ comment: 'Dark mode', complete: true });
    });

    it('is not lost when the page goes away before it settled', async () => {
      const element = await open();
      await choose(element, 5);
      window.dispatchEvent(new Event('pagehide'));
      expect(answers()).to.have.length(1);
      await choose(element, 6);
      element.remove();
      expect(answers()).to.have.length(2);
    });

    for (const [score, band, question] of [
      [6, 'detractor', 'What should we do better?'],
      [8, 'passive', 'What would make it a 10'],
      [9, 'promoter', 'What do you like most?'],
    ] as const)
      it(`asks a ${band} “${question}”, or what the project asks instead`, async () => {
        const element = await open();
        await choose(element, score);
        expect(one(element, 'label').textContent).to.include(question);
        const followUps = { detractor: 'D?', passive: 'N?', promoter: 'P?', [band]: 'Ours?' };
        const own = await open({ question: 'How is it?', followUps });
        await choose(own, score);
        expect(text(own)).to.include('How is it?');
        expect(one(own, 'label').textContent).to.equal('Ours?');
      });

    it('is thanked for when the server does not answer, because it is stored', async () => {
      const element = await open();
      await choose(element, 10);
      page.answerWith(() => new Promise(() => {}));
      const { onLine } = navigator;
      Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
      await send(element);
      Object.defineProperty(navigator, 'onLine', { value: onLine, configurable: true });
      await waitUntil(() => text(element).includes('saved here'));
    });
  });

  describe('as a prompt', () => {
    it('appears after its delay, without taking the focus, and says so politely', async () => {
      const element = await open({ delaySeconds: 0.2 }, 'prompt');
      expect(element.open).to.equal(false);
      await waitUntil(() => element.open);
      await element.updateComplete;
      expect(one(element, '[part=base]').matches(':popover-open')).to.equal(true);
      expect(document.activeElement).to.equal(document.body);
      expect(one(element, '[role=status]').textContent).to.include('How likely');
      await waitUntil(() => recorded('widget.shown').length === 1);
    });

    it('waits while the page shows a dialog, and while another prompt is open', async () => {
      const dialog = await fixture<HTMLDialogElement>(html`<dialog open>Hello</dialog>`);
      const element = await open({}, 'prompt');
      await aTimeout(100);
      expect(element.open).to.equal(false);
      dialog.close();
      await waitUntil(() => element.open, 'it appears', { timeout: 4000 });
      const other = await fixture<HearthNps>(html`<hearth-nps mode="prompt"></hearth-nps>`);
      await aTimeout(100);
      expect(other.open).to.equal(false);
    });

    it('does not ask a visitor again who has dismissed it in this browser, but does ask a member', async () => {
      const element = await open({}, 'prompt', false);
      await waitUntil(() => element.open);
      element.dismiss();
      element.remove();
      const again = await open({}, 'prompt', false);
      await aTimeout(100);
      expect(again.open).to.equal(false);
      again.remove();
      const member = await open({}, 'prompt', true);
      await waitUntil(() => member.open);
    });

    it('opens by show() although it is not due, and closes by dismiss()', async () => {
      const element = await open({ due: false }, 'prompt');
      await aTimeout(50);
      expect(element.open).to.equal(false);
      element.show();
      await waitUntil(() => element.open);
      element.dismiss();
      expect(element.open).to.equal(false);
      element.show();
      await element.updateComplete;
      expect(element.open).to.equal(true);
    });

    it('stands at the end of the line in a page that reads from right to left', async () => {
      document.documentElement.dir = 'rtl';
      const element = await open({}, 'prompt');
      await waitUntil(() => element.open);
      await aTimeout(300);
      const { left } = one(element, '[part=base]').getBoundingClientRect();
      const [zero, ten] = [0, 5].map(
        (score) => one(element, `input[value='${score}']`).getBoundingClientRect().x,
      );
      document.documentElement.dir = '';
      expect(left).to.equal(16);
      expect(zero).to.be.greaterThan(ten ?? Number.NaN);
    });

    it('does not move when motion is to be reduced', async () => {
      await emulateMedia({ reducedMotion: 'reduce' });
      const element = await open({}, 'prompt');
      await waitUntil(() => element.open);
      const { transitionProperty, opacity } = getComputedStyle(one(element, '[part=base]'));
      await emulateMedia({ reducedMotion: 'no-preference' });
      expect([transitionProperty, opacity]).to.deep.equal(['none', '1']);
    });
  });

  describe('events', () => {
    it('tells of a chosen score with its band', async () => {
      const element = await open();
      setTimeout(() => choose(element, 9));
      expect(await oneEvent(element, 'hearth-score-select')).to.include({ score: 9, band: 'promoter' });
    });

    it('tells of the finished answer, and of the server’s word on it', async () => {
      const element = await open();
      await choose(element, 9);
      write(element, 'Fast');
      setTimeout(() => send(element));
      const [answer, word] = await Promise.all([
        oneEvent(element, 'hearth-answer'),
        oneEvent(element, 'hearth-outcome'),
      ]);
      expect(answer).to.include({ surveyId: survey.surveyId, score: 9, comment: 'Fast' });
      expect(word).to.have.nested.property('outcome.status', 'accepted');
    });

    it('tells of a dismissal outside of its shadow tree', async () => {
      const element = await open();
      setTimeout(() => one(element, '[part=close]').click());
      expect(await oneEvent(document.body, 'hearth-dismiss')).to.include({ widget: 'nps' });
      await element.updateComplete;
      expect(find(element, '[part=base]')).to.equal(null);
    });
  });

  it('is shown in the member’s language, never in another first', async () => {
    start({ locale: 'de' });
    const element = await open();
    await waitUntil(() => find(element, 'h2'));
    expect(text(element)).to.include('Wie wahrscheinlich');
    connect(testClient().client);
    await element.updateComplete;
  });

  it('fits eleven scores in two rows of a narrow place, each large enough to hit', async () => {
    const narrow = await fixture<HTMLElement>(html`<div></div>`);
    narrow.style.inlineSize = '280px';
    const element = await open();
    narrow.append(element);
    const boxes = [...element.renderRoot.querySelectorAll('input')].map((each) =>
      each.getBoundingClientRect(),
    );
    expect(new Set(boxes.map(({ y }) => y))).to.have.property('size', 2);
    expect(Math.min(...boxes.map(({ width }) => width))).to.be.greaterThan(32);
    expect(element.scrollWidth).to.equal(280);
  });

  it('may be defined twice', () => {
    define('hearth-nps', class extends HearthNps {});
    expect(document.createElement('hearth-nps')).to.have.property('constructor', HearthNps);
  });
});
