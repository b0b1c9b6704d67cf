import { createId } from '@hearth/client';
import type { Boot, InteractionKind, Outcome, Payload } from '@hearth/schema';
import { chance, oneOf, type Random, wholeFrom } from './random.ts';

/** What the demo has for its members to act on. */
export type World = Required<Pick<Boot, 'nps' | 'checklist' | 'rewards' | 'feed'>> & {
  /** The exit survey's id. */
  exit: string;
  /** Members' referral codes. */
  codes: readonly string[];
};

/** Something a member does, without the id that it will be sent under. */
export interface Deed {
  kind: InteractionKind;
  payload: Payload<InteractionKind>;
}
const deed = <K extends InteractionKind>(kind: K, payload: Payload<K>): Deed => ({ kind, payload });

/** What one member of the demo does, at random: all that the widgets can say, and some that nobody may. */
export class Doer {
  readonly #name: string;
  readonly #world: World;
  readonly #random: Random;
  readonly #answers = Array.from({ length: 3 }, () => createId('ans'));
  readonly #exits = Array.from({ length: 2 }, () => createId('ans'));
  readonly #posts: string[] = [];
  readonly #comments: string[] = [];

  constructor(name: string, world: World, random: Random) {
    this.#name = name;
    this.#world = world;
    this.#random = random;
  }

  /** What was stored: a member may change their own posts and comments later. */
  remember({ id, status }: Pick<Outcome, 'id' | 'status'>, { kind }: Pick<Deed, 'kind'>): void {
    if (status === 'rejected') return;
    if (kind === 'post.created') this.#posts.push(id.replace('int', 'pst'));
    if (kind === 'comment.created') this.#comments.push(id.replace('int', 'cmt'));
  }

  /** Something that no server takes: nobody may lose anything by it. */
  poison(): Deed {
    const long = () => deed('post.created', { text: 'too long '.repeat(1000) });
    return chance(this.#random, 0.9) ? deed('event.tracked', { name: 'NOT A NAME' }) : long();
  }

  next(): Deed {
    const random = this.#random;
    if (chance(random, 0.02)) return this.poison();
    const does = chance(random, 0.3) ? (oneOf(random, this.#rare())?.() ?? null) : this.#frequent();
    return does ?? this.#frequent();
  }

  #frequent(): Deed {
    const random = this.#random;
    const { nps, checklist } = this.#world;
    const surveyId = nps?.surveyId ?? '';
    const deeds = [
      deed('event.tracked', { name: 'project_created' }),
      deed('event.tracked', { name: 'note_shared', properties: { by: this.#name } }),
      deed('widget.shown', { widget: 'feed' }),
      deed('widget.shown', { widget: 'nps', contentId: surveyId }),
      deed('widget.dismissed', { widget: 'nps', contentId: surveyId }),
      deed('widget.shown', { widget: 'checklist', contentId: checklist?.checklistId ?? '' }),
      deed('survey.answered', {
        surveyId,
        answerId: oneOf(random, this.#answers) ?? '',
        score: wholeFrom(random, 0, 10),
        complete: chance(random, 0.5),
      }),
    ];
    return oneOf(random, deeds) ?? deed('widget.shown', { widget: 'feed' });
  }

  /** Null: there is nothing to do it to. */
  #rare(): (() => Deed | null)[] {
    const random = this.#random;
    const { checklist, rewards, feed, exit, codes } = this.#world;
    const post = () => oneOf(random, feed?.posts ?? [])?.id ?? '';
    const item = () => oneOf(random, checklist?.items ?? [])?.id ?? '';
    const words = () => `${this.#name} says ${createId('x')}`;
    const own = (ids: string[], does: (id: string) => Deed) => {
      const id = oneOf(random, ids);
      return id === undefined ? null : does(id);
    };
    return [
      () => deed('post.created', { text: words() }),
      () => deed('comment.created', { postId: post(), text: words() }),
      () => own(this.#posts, (postId) => deed('comment.created', { postId, text: words() })),
      () => own(this.#posts, (postId) => deed('post.edited', { postId, text: words() })),
      () => own(this.#comments, (commentId) => deed('comment.deleted', { commentId })),
      () => deed('reaction.added', { postId: post(), emoji: '🎉' }),
      () => deed('reaction.removed', { postId: post(), emoji: '🎉' }),
      () => deed('reaction.added', { postId: post(), emoji: '👀' }),
      () => deed('report.created', { target: { postId: post() }, reason: 'spam' }),
      () => deed('checklist.item.started', { itemId: item() }),
      () => deed('checklist.item.completed', { itemId: item() }),
      () => deed('reward.redeemed', { rewardId: oneOf(random, rewards?.catalogue ?? [])?.id ?? '' }),
      () => deed('referral.shared', { channel: 'copy' }),
      () => deed('referral.joined', { code: oneOf(random, codes) ?? '' }),
      () =>
        deed('exit.answered', {
          surveyId: exit,
          answerId: oneOf(random, this.#exits) ?? '',
          reason: words().slice(0, 60),
        }),
    ];
  }
}
