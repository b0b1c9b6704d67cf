import { ces } from '../ces.ts';
import { csat } from '../csat.ts';
import type { MetricDescription } from '../description.ts';
import { nps } from '../nps.ts';
import { responseRate } from '../response-rate.ts';

const answers = { group: 'satisfaction', behind: 'members', sample: 'answers' } as const;

export const satisfaction = {
  nps: {
    compute: nps,
    ...answers,
    label: 'NPS',
    unit: 'score',
    direction: 'up',
    formula:
      '100 × (promoters − detractors) ÷ answers, from −100 to 100. Promoters gave 9–10, detractors 0–6.',
    parts: { promoters: 'Promoters', passives: 'Passives', detractors: 'Detractors' },
  },
  csat: {
    compute: csat,
    ...answers,
    label: 'CSAT',
    unit: 'percent',
    direction: 'up',
    formula: 'Answers of 4 or 5 ÷ answers, on a scale from 1 to 5.',
    parts: { satisfied: 'Satisfied', others: 'Not satisfied' },
  },
  ces: {
    compute: ces,
    ...answers,
    label: 'CES',
    unit: 'score',
    direction: 'up',
    formula: 'Mean of the answers on a scale from 1 (very hard) to 7 (very easy).',
    parts: { easy: 'Easy (5–7)', neutral: 'Neither (4)', hard: 'Hard (1–3)' },
  },
  response_rate: {
    compute: responseRate,
    label: 'Response rate',
    unit: 'percent',
    direction: 'up',
    group: 'satisfaction',
    formula:
      'Members who answered within 14 days ÷ members who were shown the survey in the period, each survey for itself. An answer counts for the period that asked, even if it came later.',
    sample: 'members shown a survey',
    behind: 'members',
    parts: { answered: 'Answered', silent: 'Did not answer' },
  },
} as const satisfies Record<string, MetricDescription>;
