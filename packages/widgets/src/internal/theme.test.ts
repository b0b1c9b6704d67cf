import { expect, fixture, html } from '@open-wc/testing';
import type { HearthNps } from '../nps/nps.ts';
import '../nps/nps.define.ts';
import { connect } from './connection.ts';
import { testClient } from './test-client.ts';

const page = testClient();
const show = async (theme: object, look: 'light' | 'dark' = 'light') => {
  connect(page.client);
  page.set('nps', {
    status: 'ready',
    data: { surveyId: 'sur_1', question: null, followUps: null, due: true, delaySeconds: 0, cooldownDays: 1 },
    member: { id: 'mem_1', name: null, verified: true },
    theme,
  });
  const element = await fixture<HearthNps>(html`<hearth-nps theme=${look}></hearth-nps>`);
  const score = element.renderRoot.querySelector('input');
  if (!score) throw new Error('There are no scores.');
  // Chosen without being answered: only its look is wanted.
  score.checked = true;
  score.style.transition = 'none';
  return getComputedStyle(score);
};
/** What a colour is once it is painted, whatever notation it was computed in. */
const painted = (color: string) => {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (!context) throw new Error('No canvas here.');
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)].join();
};
const [black, white] = ['0,0,0', '255,255,255'];

describe('a project’s theme', () => {
  // Their luminances, by WCAG 2: 0.64, 0.06, 0.21, 0.07, 0.178 and 0.181.
  for (const [accent, readable] of [
    ['#ffcc00', black],
    ['#224488', white],
    ['#ff0000', black],
    ['#0000ff', white],
    ['#757575', white],
    ['#767676', black],
  ] as const)
    it(`writes on ${accent} in ${readable === black ? 'black' : 'white'}, which reads better there`, async () => {
      const { color, backgroundColor } = await show({ accent });
      expect(painted(color)).to.equal(readable);
      expect(painted(backgroundColor)).to.equal(painted(accent));
    });

  it('has an accent of its own in the dark, and letters to go with it', async () => {
    const theme = { accent: '#ffcc00', accentDark: '#224488' };
    expect(painted((await show(theme, 'dark')).color)).to.equal(white);
    expect(painted((await show(theme)).color)).to.equal(black);
  });

  it('leaves the kit’s own look where it says nothing, also after another one', async () => {
    const own = await show({});
    const [color, radius] = [painted(own.color), own.borderRadius];
    const other = await show({ accent: '#224488', radius: 2 });
    expect(other.borderRadius).not.to.equal(radius);
    const again = await show({});
    expect([painted(again.color), again.borderRadius]).to.deep.equal([color, radius]);
  });
});
