import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correct } from './clock.ts';

const now = new Date('2026-03-01T12:00:00.000Z');
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR);

describe('when something happened', () => {
  it('is taken as it was said by a clock that agrees with ours', () => {
    expect(correct(ago(2).toISOString(), now.toISOString(), now)).toEqual({ at: ago(2), raw: ago(2) });
  });

  it('is now, when it lies up to a day ahead', () => {
    expect(correct(ago(-24).toISOString(), now.toISOString(), now)).toEqual({ at: now, raw: ago(-24) });
  });

  it('is refused when it lies further ahead', () => {
    expect(correct(ago(-24.001).toISOString(), now.toISOString(), now)).toBeNull();
  });

  it('is at most eight days ago', () => {
    expect(correct(ago(24 * 30).toISOString(), now.toISOString(), now)?.at).toEqual(ago(24 * 8));
  });

  it('survives the first and the last year that can be written', () => {
    expect(correct('0000-01-01T00:00:00Z', '0000-01-01T01:00:00Z', now)).toEqual({
      at: ago(1),
      raw: new Date('0001-01-01T00:00:00Z'),
    });
    expect(correct('9999-12-31T23:00:00Z', '9999-12-31T23:30:00Z', now)?.at).toEqual(ago(0.5));
  });

  it('does not depend on how wrong a clock is', () => {
    fc.assert(
      fc.property(fc.integer({ min: -5e11, max: 5e11 }), fc.integer({ min: 0, max: 190 }), (skew, hours) => {
        const said = (instant: Date) => new Date(instant.getTime() + skew).toISOString();
        expect(correct(said(ago(hours)), said(now), now)?.at).toEqual(ago(hours));
      }),
    );
  });
});
