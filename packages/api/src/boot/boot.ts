import { type Boot, type BootInput, ThemeSchema, type WidgetName, type WidgetStates } from '@hearth/schema';
import { checklistState } from '../checklists/state.ts';
import type { WidgetContext } from '../context.ts';
import { feedState } from '../feed/state.ts';
import { wireId } from '../ids.ts';
import type { Question } from '../question.ts';
import { referralState } from '../referrals/state.ts';
import { rewardsState } from '../rewards/state.ts';
import { npsState } from '../surveys/state.ts';
import { findBasics } from './store.ts';

/** Where each widget's state comes from. */
const states: { [W in WidgetName]: (question: Question) => Promise<WidgetStates[W]> } = {
  nps: npsState,
  checklist: checklistState,
  rewards: rewardsState,
  feed: feedState,
  referral: referralState,
};

/** Everything that the widgets on a page need to be on screen, read at the same time. */
export async function boot({ services, project, actor }: WidgetContext, input: BootInput): Promise<Boot> {
  const memberId = actor.type === 'visitor' ? null : actor.memberId;
  const verified = actor.type === 'verified';
  const question: Question = { services, project, memberId, verified, locale: input.locale };
  const asked = <W extends WidgetName>(widget: W) =>
    input.widgets.includes(widget) ? states[widget](question) : undefined;
  const [basics, nps, checklist, rewards, feed, referral] = await Promise.all([
    findBasics(services.database, project.id, memberId),
    asked('nps'),
    asked('checklist'),
    asked('rewards'),
    asked('feed'),
    asked('referral'),
  ]);
  return {
    serverTime: services.now().toISOString(),
    member: memberId === null ? null : { id: wireId('member', memberId), name: basics.name, verified },
    // What an older version stored and this one does not know leaves the widgets' own look.
    theme: ThemeSchema.catch({}).parse(basics.theme),
    ...(nps === undefined ? {} : { nps }),
    ...(checklist === undefined ? {} : { checklist }),
    ...(rewards === undefined ? {} : { rewards }),
    ...(feed === undefined ? {} : { feed }),
    ...(referral === undefined ? {} : { referral }),
  };
}
