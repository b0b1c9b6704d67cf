import { describe, expect, it } from 'vitest';
import { InsightInputSchema } from './insight.ts';

const input = { metric: 'nps', from: '2026-01-01', to: '2026-02-01' };
const faultOf = (more: object): string[] => {
  const { error } = InsightInputSchema.safeParse({ ...input, ...more });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
};

describe('a question for a metric', () => {
  it('is of everyone, by week, unless it says otherwise', () => {
    expect(InsightInputSchema.parse(input)).toEqual({ ...input, interval: 'week', withReactivation: false });
  });

  it('names the metric that there is not', () => {
    expect(faultOf({ metric: 'happiness' })).toEqual(['metric: There is no metric "happiness".']);
  });

  it('goes forward', () => {
    expect(faultOf({ to: '2026-01-01' })).toEqual([
      'to: The day "to" must come after "from": it is the first day left out.',
    ]);
  });

  it('spans ten years and no more', () => {
    expect(faultOf({ from: '2016-01-01', to: '2026-01-01' })).toEqual([]);
    expect(faultOf({ from: '1926-01-01' })).toContain(
      'from: A period may span ten years at most. Ask for a shorter one.',
    );
  });
});
