import { QualifyInputSchema, QualifyOutputSchema } from '@hearth/schema';
import { nothing, type Route, route } from './route.ts';

export const referralRoutes: readonly Route[] = [
  route({
    ...nothing,
    method: 'POST',
    path: '/referrals/qualify',
    id: 'qualifyReferral',
    summary: 'Say that a referred member has done what a referral is rewarded for.',
    scope: 'referrals:write',
    body: QualifyInputSchema,
    answer: QualifyOutputSchema,
    handle: ({ host, body }) => host.referrals.qualify(body),
  }),
];
