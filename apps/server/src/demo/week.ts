import { type ConfiguredIds, wireId } from '@hearth/api';
import type { ReactionEmoji } from '@hearth/schema';
import { type Act, Acts } from './act.ts';
import { answers } from './content/answers.ts';
import { type Person, people } from './content/people.ts';
import { posts } from './content/posts.ts';
import { Random } from './random.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** The week begins this long ago. The pipeline takes nothing older than eight days. */
export const WEEK = 7 * 24 * HOUR;

/** As often as people give them. */
const emojis: readonly [ReactionEmoji, ...ReactionEmoji[]] = [
  '👍',
  '👍',
  '👍',
  '👍',
  '❤️',
  '❤️',
  '❤️',
  '🎉',
  '🎉',
  '💡',
  '👀',
];
/** Steps of the list that are ticked by hand, by position. */
export const BY_HAND: readonly number[] = [0, 3, 4];
/** They are there to be tried: their lists and their answers are left for whoever tries. */
const SWITCHER: ReadonlySet<string> = new Set(['ada', 'ben', 'chioma']);

interface PublishedPost {
  postId: string;
  at: Date;
  by: string;
}

/** Everything that happens in the demo's week, in order. The same each time, but for the day it ends on. */
export function planWeek(now: Date, ids: ConfiguredIds): Act[] {
  const random = new Random(20_250);
  const acts = new Acts(random);
  const published = writePosts(acts, now, random);
  for (const person of people) {
    const visits = visitTimes(person, now, random);
    visits.forEach((at, index) => {
      visit({ acts, random, ids, person, at, index, published });
    });
  }
  redeem(acts, now, ids);
  return acts.list.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function writePosts(acts: Acts, now: Date, random: Random): PublishedPost[] {
  return posts.map(({ by, hoursAgo, text, comments = [] }) => {
    // Nobody posts on the hour.
    const at = new Date(now.getTime() - (hoursAgo + random.between(0, 0.4)) * HOUR);
    const postId = `pst_${acts.add(by, at, 'post.created', { text }, '/community')}`;
    for (const comment of comments) {
      const later = new Date(at.getTime() + comment.after * MINUTE);
      acts.add(comment.by, later, 'comment.created', { postId, text: comment.text }, '/community');
    }
    return { postId, at, by };
  });
}

function visitTimes({ visits }: Person, now: Date, random: Random): Date[] {
  return Array.from(
    { length: visits },
    () => new Date(now.getTime() - random.between(0.2 * HOUR, WEEK - HOUR)),
  ).sort((a, b) => a.getTime() - b.getTime());
}

interface Visit {
  acts: Acts;
  random: Random;
  ids: ConfiguredIds;
  person: Person;
  at: Date;
  /** Which of the person's visits it is, from 0. */
  index: number;
  published: readonly PublishedPost[];
}

/** Somebody opens the product, works a little, looks around, and leaves. */
function visit(one: Visit): void {
  const { acts, random, person, at, index } = one;
  let moment = at.getTime();
  const next = () => {
    moment += random.between(4_000, 50_000);
    return new Date(moment);
  };
  const contentId = wireId('checklist', one.ids.checklistId);
  acts.add(person.id, next(), 'widget.shown', { widget: 'checklist', contentId });
  if (index === 0 && person.id !== 'ben') {
    acts.add(person.id, next(), 'event.tracked', {
      name: 'project_created',
      properties: { template: 'blank' },
    });
  }
  if (random.chance(0.6)) acts.add(person.id, next(), 'event.tracked', { name: 'note_shared' }, '/notes');
  tick(one, next);
  react(one, next);
  if (index === 1) answer(one, next);
  if (index === 2 && random.chance(0.4)) {
    acts.add(person.id, next(), 'referral.shared', { channel: 'copy' }, '/invite');
  }
}

function tick({ acts, random, ids, person, index }: Visit, next: () => Date): void {
  const itemId = ids.itemIds[BY_HAND[index] ?? -1];
  const leftOpen = SWITCHER.has(person.id) && index > 0;
  if (itemId === undefined || leftOpen || !random.chance(0.7)) return;
  acts.add(person.id, next(), 'checklist.item.completed', { itemId: wireId('item', itemId) });
}

function react({ acts, random, person, at, published }: Visit, next: () => Date): void {
  acts.add(person.id, next(), 'widget.shown', { widget: 'feed' }, '/community');
  const recent = published.filter((post) => post.at < at && post.by !== person.id).slice(-4);
  for (const { postId } of recent) {
    if (random.chance(0.45)) {
      acts.add(person.id, next(), 'reaction.added', { postId, emoji: random.pick(emojis) }, '/community');
    }
  }
}

function answer({ acts, random, ids, person }: Visit, next: () => Date): void {
  const { nps } = ids.surveyIds;
  if (nps === undefined) return;
  const surveyId = wireId('survey', nps);
  acts.add(person.id, next(), 'widget.shown', { widget: 'nps', contentId: surveyId });
  const given = answers.find(({ by }) => by === person.id);
  if (!given) return;
  const { score, comment } = given;
  const answerId = `ans_${Buffer.from(random.bytes(16)).toString('hex')}`;
  const said = comment === undefined ? {} : { comment };
  acts.add(person.id, next(), 'survey.answered', { surveyId, answerId, score, ...said, complete: true });
}

/** Two who have collected enough spend some of it. */
function redeem(acts: Acts, now: Date, { rewardIds: [sticker] }: ConfiguredIds): void {
  if (sticker === undefined) return;
  for (const [by, hoursAgo] of [
    ['luca', 2.4],
    ['hana', 1.3],
  ] as const) {
    const at = new Date(now.getTime() - hoursAgo * HOUR);
    acts.add(by, at, 'reward.redeemed', { rewardId: wireId('reward', sticker) });
  }
}
