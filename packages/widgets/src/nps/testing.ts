import type { NpsState } from '@hearth/schema';
import { aTimeout, fixture, html } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import { connect } from '../internal/connection.ts';
import { testClient } from '../internal/test-client.ts';
import { HearthNps } from './nps.ts';
import './nps.define.ts';

export const survey: NpsState = {
  surveyId: 'sur_0199a3c4e5f67a8b9c0d1e2f3a4b5c6d',
  question: null,
  followUps: null,
  due: true,
  delaySeconds: 0,
  cooldownDays: 90,
};

/** The page's client, of the test that is running. */
export let page: ReturnType<typeof testClient>;
/** A new page, in a browser that has not been asked before. */
export const start = (options?: Parameters<typeof testClient>[0]): void => {
  localStorage.removeItem('hearth-nps');
  page = testClient(options);
  connect(page.client);
};
export const open = (
  state: Partial<NpsState> = {},
  mode: 'inline' | 'prompt' = 'inline',
  verified = true,
) => {
  page.ready('nps', { ...survey, ...state }, verified);
  return fixture<HearthNps>(html`<hearth-nps mode=${mode}></hearth-nps>`);
};
export const find = (element: HearthNps, selector: string) =>
  element.renderRoot.querySelector<HTMLElement>(selector);
export const one = (element: HearthNps, selector: string) => {
  const found = find(element, selector);
  if (!found) throw new Error(`There is no ${selector}.`);
  return found;
};
export const text = (element: HearthNps) => one(element, '[part=base]').textContent;
export const recorded = (kind: string) => page.recorded.filter((each) => each.kind === kind);
export const answers = () => recorded('survey.answered').map(({ payload }) => payload);
/** What a choice needs is a part of its own, which comes with the first one. */
export const arrival = async (element: HearthNps) => {
  await HearthNps.answering();
  await aTimeout(0);
  await element.updateComplete;
};
export const choose = async (element: HearthNps, score: number) => {
  one(element, `input[value='${score}']`).click();
  await arrival(element);
};
export const point = async (target: HTMLElement) => {
  const { x, y, width, height } = target.getBoundingClientRect();
  await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] });
};
export const write = (element: HearthNps, words: string) => {
  const field = one(element, 'textarea');
  if (field instanceof HTMLTextAreaElement) field.value = words;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
export const send = async (element: HearthNps) => {
  one(element, '.primary').click();
  await aTimeout(0);
  await element.updateComplete;
};
