import { expect, waitUntil } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { HearthNps } from './nps.ts';
import { answers, arrival, find, one, open, page, point, recorded, send, start, survey } from './testing.ts';

describe('the part of <hearth-nps> that answers', () => {
  const { answering } = HearthNps;
  let asked = 0;
  let arrive = () => {};
  beforeEach(async () => {
    start();
    // Away from where an element will appear: an earlier test may have left it there.
    await sendMouse({ type: 'move', position: [700, 550] });
    asked = 0;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    HearthNps.answering = async () => {
      asked++;
      await arrived;
      return answering();
    };
  });
  afterEach(() => {
    HearthNps.answering = answering;
  });

  it('is not requested before the pointer or the focus comes near, and then once', async () => {
    const element = await open();
    await waitUntil(() => recorded('widget.shown').length === 1);
    expect(asked).to.equal(0);
    element.dispatchEvent(new PointerEvent('pointerenter'));
    one(element, "input[value='3']").focus();
    expect(asked).to.equal(1);
  });

  it('does not lose a score that is chosen before it is here, nor the one after it', async () => {
    const element = await open();
    await point(one(element, "input[value='4']"));
    await point(one(element, "input[value='8']"));
    expect(find(element, "input[value='8']")).to.have.property('checked', true);
    expect(answers()).to.have.length(0);
    arrive();
    await waitUntil(() => answers().length === 1);
    expect(answers()[0]).to.include({ score: 8, complete: false });
    expect(recorded('widget.started')).to.have.length(1);
    expect(one(element, 'label').textContent).to.include('a 10');
  });

  it('does not let the survey go while it is on its way', async () => {
    const element = await open();
    await point(one(element, "input[value='4']"));
    page.ready('nps', { ...survey, due: false });
    arrive();
    await waitUntil(() => find(element, 'textarea'));
  });

  it('goes on with the answer that a page on its way out recorded without it', async () => {
    const element = await open();
    await point(one(element, "input[value='4']"));
    window.dispatchEvent(new Event('pagehide'));
    expect(answers()).to.have.length(1);
    expect(answers()[0]).to.include({ surveyId: survey.surveyId, score: 4, complete: false });
    arrive();
    await waitUntil(() => find(element, 'textarea'));
    await send(element);
    const ids = answers().map((answer) => /ans_[0-9a-f]{32}/.exec(JSON.stringify(answer))?.[0]);
    expect(new Set(ids)).to.have.property('size', 1);
    expect(ids[0]).to.match(/^ans_/);
  });

  it('does not answer for a member who has left when it comes', async () => {
    const element = await open();
    await point(one(element, "input[value='4']"));
    page.emit('member', { verified: true });
    arrive();
    await arrival(element);
    expect(answers()).to.have.length(0);
    expect(find(element, 'textarea')).to.equal(null);
  });

  it('can be tried again when it did not come, with the score still chosen', async () => {
    HearthNps.answering = () => Promise.reject(new Error('offline'));
    const element = await open();
    await point(one(element, "input[value='2']"));
    await waitUntil(() => find(element, '[role=alert]'));
    expect(one(element, '[role=alert]').textContent).to.include('did not load');
    await expect(element).to.be.accessible();
    HearthNps.answering = answering;
    one(element, '[role=alert] button').click();
    await waitUntil(() => find(element, 'textarea'));
    expect(find(element, '[role=alert]')).to.equal(null);
    expect(answers()[0]).to.include({ score: 2 });
  });

  it('leaves closing to those who only look', async () => {
    const element = await open();
    one(element, '[part=close]').click();
    await element.updateComplete;
    expect(find(element, '[part=base]')).to.equal(null);
    expect(recorded('widget.dismissed')).to.have.length(1);
  });
});
