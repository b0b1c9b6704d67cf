// @ts-check
/**
 * What members of a product send on a working day, as the widgets send it. Plain JavaScript, since the process that
 * sends it runs without a build.
 */
import { randomFillSync } from 'node:crypto';

/**
 * What there is to act upon: ids as they stand on the wire.
 *
 * @typedef {{ surveyId: string, checklistId: string, itemIds: readonly string[], event: string, postIds: readonly string[] }} World
 */

/**
 * @typedef {{ id: string, kind: string, occurredAt: string, page: string, payload: Record<string, unknown> }} Sent
 */

const pages = ['/home', '/projects', '/projects/42/board', '/settings/members', '/reports/weekly', '/search'];
const plans = ['free', 'team', 'business'];
const emojis = ['👍', '❤️', '🎉', '💡', '👀'];

/** One of a list by a number from 0 up to 1. @template T @param {readonly T[]} list @param {number} at @returns {T} */
function pick(list, at) {
  const one = list[Math.floor(at * list.length)];
  if (one === undefined) throw new Error('There is nothing to pick from.');
  return one;
}

let block = Buffer.alloc(0);
let used = 0;
/** Ten random bytes in hexadecimal: drawn in blocks, since asking for each would cost more than all the rest. */
function randomHex() {
  if (used + 10 > block.length) {
    block = randomFillSync(Buffer.alloc(40_960));
    used = 0;
  }
  used += 10;
  return block.toString('hex', used - 10, used);
}

/** 32 hexadecimal digits of a UUIDv7, as the widgets make them. @param {number} at */
function newDigits(at) {
  const random = randomHex();
  return `${at.toString(16).padStart(12, '0')}7${random.slice(0, 3)}a${random.slice(3, 18)}`;
}

/**
 * In the shares that the demo's year has: three quarters are what the host's product tracks, one in a hundred of which
 * ticks a step by itself; a sixth is widgets that come and go; the rest react, answer, tick steps and comment. What it
 * has less of than one in two hundred is left out.
 *
 * @param {() => number} random
 * @param {World} world
 * @returns {Pick<Sent, 'kind' | 'payload'>}
 */
function deed(random, { surveyId, checklistId, itemIds, event, postIds }) {
  const draw = random();
  if (draw < 0.75) {
    const name = random() < 0.01 ? event : `feature_${Math.floor(random() * 20)}_used`;
    const properties = {
      source: pick(pages, random()),
      plan: pick(plans, random()),
      count: Math.floor(random() * 500),
    };
    return { kind: 'event.tracked', payload: { name, properties } };
  }
  if (draw < 0.91) {
    const kind = draw < 0.9 ? 'widget.shown' : 'widget.dismissed';
    const widget = random();
    if (widget < 0.25) return { kind, payload: { widget: 'nps', contentId: surveyId } };
    if (widget < 0.5) return { kind, payload: { widget: 'checklist', contentId: checklistId } };
    return { kind, payload: { widget: pick(['feed', 'rewards', 'referral'], random()) } };
  }
  if (draw < 0.96) {
    const payload = { postId: pick(postIds, random()), emoji: pick(emojis, random()) };
    return { kind: 'reaction.added', payload };
  }
  if (draw < 0.984) {
    const answerId = `ans_${newDigits(Date.now())}`;
    const payload = { surveyId, answerId, score: Math.floor(random() * 11), complete: true };
    return { kind: 'survey.answered', payload };
  }
  if (draw < 0.995) return { kind: 'checklist.item.completed', payload: { itemId: pick(itemIds, random()) } };
  return {
    kind: 'comment.created',
    payload: { postId: pick(postIds, random()), text: POST + randomHex() },
  };
}

/**
 * @param {() => number} random
 * @param {World} world
 * @returns {Sent}
 */
export function draw(random, world) {
  const now = Date.now() - Math.floor(random() * 5_000);
  return {
    id: `int_${newDigits(now)}`,
    occurredAt: new Date(now).toISOString(),
    page: pick(pages, random()),
    ...deed(random, world),
  };
}

/** By itself: somebody is here, posts, or answers. @typedef {'visit' | 'post' | 'answer'} Single */

/**
 * One deed of this kind, of which no two are alike: the same words again would be refused.
 *
 * @param {Single} single
 * @param {() => number} random
 * @param {World} world
 * @returns {Sent}
 */
export function drawSingle(single, random, { surveyId }) {
  const now = Date.now();
  const common = {
    id: `int_${newDigits(now)}`,
    occurredAt: new Date(now).toISOString(),
    page: pick(pages, random()),
  };
  switch (single) {
    case 'visit':
      return { ...common, kind: 'widget.shown', payload: { widget: 'feed' } };
    case 'post':
      return { ...common, kind: 'post.created', payload: { text: POST + randomHex() } };
    case 'answer': {
      const answerId = `ans_${newDigits(now)}`;
      const payload = { surveyId, answerId, score: Math.floor(random() * 11), complete: true };
      return { ...common, kind: 'survey.answered', payload };
    }
  }
}

const POST =
  'Has anybody got the weekly report to leave out the days on which nobody was in the field? Mine is ';
