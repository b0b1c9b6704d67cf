import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kFactor } from './k-factor.ts';

test('100 members with 250 invitations and 20 sign-ups have a k-factor of 0.2', () => {
  expect(kFactor({ members: 100, invitations: 250, signUps: 20 })).toEqual({
    value: 0.2,
    n: 100,
    low: null,
    high: null,
  });
});

test('it is invitations per member times their conversion', () => {
  const counts = fc.record({
    members: fc.integer({ min: 1, max: 1000 }),
    invitations: fc.integer({ min: 1, max: 1000 }),
    signUps: fc.nat(1000),
  });
  fc.assert(
    fc.property(counts, ({ members, invitations, signUps }) => {
      const product = (invitations / members) * (signUps / invitations);
      expect(kFactor({ members, invitations, signUps }).value).toBeCloseTo(product, 9);
    }),
  );
});

test('nobody invited is a true zero, nobody there is null', () => {
  expect(kFactor({ members: 5, invitations: 0, signUps: 0 }).value).toBe(0);
  expect(kFactor({ members: 0, invitations: 0, signUps: 0 }).value).toBeNull();
});
