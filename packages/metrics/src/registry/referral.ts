import type { MetricDescription } from '../description.ts';
import { kFactor } from '../k-factor.ts';
import { perSharer } from '../per-sharer.ts';
import { sharers } from '../sharers.ts';

const ofSharers = {
  unit: 'ratio',
  direction: 'up',
  group: 'referral',
  sample: 'members who shared',
  behind: 'members',
  parts: {},
} as const;

export const referral = {
  sharers: {
    compute: sharers,
    label: 'Sharers',
    unit: 'percent',
    direction: 'up',
    group: 'referral',
    formula: 'Members who shared their link in the period ÷ active members.',
    sample: 'active members',
    behind: 'members',
    parts: {},
  },
  referral_clicks: {
    compute: perSharer,
    ...ofSharers,
    label: 'Clicks per sharer',
    formula: 'Visitors who followed a sharer’s link in the period ÷ members who shared in it.',
  },
  referral_sign_ups: {
    compute: perSharer,
    ...ofSharers,
    label: 'Sign-ups per sharer',
    formula: 'Newcomers who joined by a sharer’s link in the period ÷ members who shared in it.',
  },
  referral_qualified: {
    compute: perSharer,
    ...ofSharers,
    label: 'Qualified per sharer',
    formula:
      'Newcomers whom a sharer brought and whom the host confirmed in the period ÷ members who shared in it.',
  },
  referral_k_factor: {
    compute: kFactor,
    label: 'K-factor',
    unit: 'ratio',
    direction: 'up',
    group: 'referral',
    formula:
      'Invitations per active member × the share of invitations that became sign-ups: how many newcomers a member brings. An invitation is a visitor who followed a link.',
    sample: 'active members',
    behind: 'members',
    parts: {},
  },
} as const satisfies Record<string, MetricDescription>;
