import type { ReactionEmoji } from '@hearth/schema';
import type { Acts } from '../act.ts';
import { doubtful, yearComments, yearPosts } from '../content/voices.ts';
import type { Random } from '../random.ts';
import { hasSeat, type Member } from './customers.ts';
import type { Stay } from './visits.ts';

const DAY = 24 * 3_600_000;
const HOUR = 3_600_000;

const emojis: readonly [ReactionEmoji, ...ReactionEmoji[]] = ['👍', '👍', '👍', '❤️', '❤️', '🎉', '💡', '👀'];

/** The first steps of the list, ticked in the first visits, by those who like lists. */
export function tickOff(
  acts: Acts,
  { member, index, feeling, next }: Stay,
  list: { checklistId: string; itemIds: readonly string[] },
  random: Random,
): void {
  if (index > 5) return;
  const by = member.claims.sub;
  acts.add(by, next(), 'widget.shown', { widget: 'checklist', contentId: list.checklistId });
  const itemId = list.itemIds[index];
  if (itemId !== undefined && random.chance(0.35 + 0.5 * feeling)) {
    acts.add(by, next(), 'checklist.item.completed', { itemId });
  }
}

/** Now and then somebody spends their points; who has too few is told so. */
export function treat(
  acts: Acts,
  { member, index, next }: Stay,
  rewardIds: readonly string[],
  random: Random,
): void {
  if (member.isNamed || index < 12 || !random.chance(0.004)) return;
  const rewardId = rewardIds[random.chance(0.75) ? 0 : 1];
  if (rewardId !== undefined)
    acts.add(member.claims.sub, next(), 'reward.redeemed', { rewardId }, '/rewards');
}

/** The feed: read by many, written by few, answered by most of those. */
export class Community {
  readonly #acts: Acts;
  readonly #random: Random;
  readonly #posts: { postId: string; by: string; at: number }[] = [];
  readonly #texts = new Map<string, number>();

  constructor(acts: Acts, random: Random) {
    this.#acts = acts;
    this.#random = random;
  }

  /** Visits must come in order of time: nobody reacts to what is not there yet. */
  visit({ member, feeling, next }: Stay): void {
    const random = this.#random;
    const by = member.claims.sub;
    if (!random.chance(0.16)) return;
    this.#acts.add(by, next(), 'widget.shown', { widget: 'feed' }, '/community');
    const latest = this.#posts.slice(-3).filter((post) => post.by !== by);
    for (const { postId, at } of latest) {
      const now = next();
      if (at + HOUR > now.getTime()) continue;
      if (random.chance(0.12 + 0.1 * feeling)) {
        this.#acts.add(by, now, 'reaction.added', { postId, emoji: random.pick(emojis) }, '/community');
      }
      if (random.chance(0.018)) {
        this.#acts.add(
          by,
          next(),
          'comment.created',
          { postId, text: random.pick(yearComments) },
          '/community',
        );
      }
    }
    if (random.chance(0.03)) this.#post(by, next(), random.pick(yearPosts));
    if (random.chance(0.02)) this.#acts.add(by, next(), 'referral.shared', { channel: 'copy' }, '/invite');
  }

  #post(by: string, at: Date, text: string): void {
    // The same words twice in a season would look odd.
    const before = this.#texts.get(text);
    if (before !== undefined && at.getTime() - before < 120 * DAY) return;
    this.#texts.set(text, at.getTime());
    const postId = `pst_${this.#acts.add(by, at, 'post.created', { text }, '/community')}`;
    this.#posts.push({ postId, by, at: at.getTime() });
  }

  /** What waits for a moderator this morning. */
  offend(members: readonly Member[], end: Date): void {
    const random = this.#random;
    const present = members.filter(
      (member) =>
        !member.isNamed && [20, 2, 0].every((days) => hasSeat(member, new Date(end.getTime() - days * DAY))),
    );
    doubtful.forEach(({ text, reason, reports, note }, index) => {
      const [author, ...reporters] = Array.from(
        { length: reports + 1 },
        () => present.splice(Math.floor(random.next() * present.length), 1)[0],
      );
      if (!author) return;
      const at = new Date(end.getTime() - (3 + index * 9) * HOUR);
      const postId = `pst_${this.#acts.add(author.claims.sub, at, 'post.created', { text }, '/community')}`;
      reporters.forEach((reporter, place) => {
        if (!reporter) return;
        const said = note !== undefined && place === 0 ? { note } : {};
        const later = new Date(at.getTime() + random.between(0.2, 2) * HOUR);
        this.#acts.add(
          reporter.claims.sub,
          later,
          'report.created',
          { target: { postId }, reason, ...said },
          '/community',
        );
      });
    });
  }
}
