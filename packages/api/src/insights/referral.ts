import { kFactor, perSharer, sharers } from '@hearth/metrics';
import { withDays } from '../activity/days.ts';
import { ACTIVE } from '../activity/keys.ts';
import { intersectionOf, sizeWithin } from '../activity/member-set.ts';
import { boundsOf } from './bounds.ts';
import type { Counter } from './counters.ts';
import { isWithin, visitStep } from './daily.ts';
import { type Brought, findBrought } from './referral-store.ts';

export const SHARED = 'referral.shared';

const sharersCounter: Counter = async (question, steps) => {
  const { members } = question;
  const ranges = steps.flatMap(({ from, to }) => [ACTIVE, SHARED].map((key) => ({ key, from, to })));
  const measures = await withDays(question, ranges, (days) =>
    steps.map((step) => {
      const active = days.union(ACTIVE, step);
      const shared = intersectionOf(active, days.union(SHARED, step));
      return sharers({ shared: sizeWithin(shared, members), active: sizeWithin(active, members) });
    }),
  );
  return { measures };
};

/** Above and below the line are the same people: what the links of others brought is left out and said so. */
const broughtCounter =
  (what: Brought, others: string): Counter =>
  async (question, steps) => {
    const { sql, members } = question;
    const brought = await findBrought(sql, boundsOf(question, steps), what);
    const isMember = isWithin(members);
    const ranges = steps.map(({ from, to }) => ({ key: SHARED, from, to }));
    let left = 0;
    const measures = await withDays(question, ranges, (days) =>
      steps.map((step, index) => {
        const shared = days.union(SHARED, step);
        let sum = 0;
        visitStep(brought, step, isMember, (ordinal, amount) => {
          if (shared.has(ordinal)) sum += amount;
          else if (index === 0) left += amount;
        });
        return perSharer({ brought: sum, sharers: sizeWithin(shared, members) });
      }),
    );
    return { measures, exclusions: left > 0 ? [{ reason: others, count: left }] : [] };
  };

const kFactorCounter: Counter = async (question, steps) => {
  const { sql, members } = question;
  const bounds = boundsOf(question, steps);
  const clicks = await findBrought(sql, bounds, 'clicks');
  const joined = await findBrought(sql, bounds, 'sign_ups');
  const isMember = isWithin(members);
  const ranges = steps.map(({ from, to }) => ({ key: ACTIVE, from, to }));
  const measures = await withDays(question, ranges, (days) =>
    steps.map((step) => {
      const counts = { members: sizeWithin(days.union(ACTIVE, step), members), invitations: 0, signUps: 0 };
      visitStep(clicks, step, isMember, (_ordinal, amount) => {
        counts.invitations += amount;
      });
      visitStep(joined, step, isMember, (_ordinal, amount) => {
        counts.signUps += amount;
      });
      return kFactor(counts);
    }),
  );
  return { measures };
};

export const referralCounters = {
  sharers: sharersCounter,
  referral_clicks: broughtCounter('clicks', 'Clicks on links of members who did not share in the period'),
  referral_sign_ups: broughtCounter('sign_ups', 'Sign-ups by members who did not share in the period'),
  referral_qualified: broughtCounter('qualified', 'Qualified by members who did not share in the period'),
  referral_k_factor: kFactorCounter,
} satisfies Record<string, Counter>;
