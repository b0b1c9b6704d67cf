/** What a reader needs to know of a metric; drives labels, units and the formula beside each number. */
export interface MetricDescription {
  label: string;
  unit: 'score' | 'percent' | 'members';
  /** Which way is good. */
  direction: 'up' | 'down';
  /** The formula in words, as shown to whoever asks. */
  formula: string;
}

/** One line a metric. */
export const registry = {
  nps: {
    label: 'NPS',
    unit: 'score',
    direction: 'up',
    formula:
      '100 × (promoters − detractors) ÷ answers, from −100 to 100. Promoters gave 9–10, detractors 0–6.',
  },
  response_rate: {
    label: 'Response rate',
    unit: 'percent',
    direction: 'up',
    formula: 'Members who answered ÷ members who were shown the survey, by the moment it was shown.',
  },
  active_members: {
    label: 'Active members',
    unit: 'members',
    direction: 'up',
    formula:
      'Distinct members with at least one deliberate interaction; being shown something does not count.',
  },
} as const satisfies Record<string, MetricDescription>;
