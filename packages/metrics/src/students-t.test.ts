import { expect, test } from 'vitest';
import { studentsT } from './students-t.ts';

// The table in NIST's e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975.
test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [5, 2.571],
  [9, 2.262],
  [30, 2.042],
  [100, 1.984],
])('with %i degrees of freedom it is %f, as in the table', (degrees, published) => {
  expect(Math.abs(studentsT(degrees) - published)).toBeLessThan(0.002);
});

test.each([
  [10, 2.228_138_852],
  [15, 2.131_449_546],
  [20, 2.085_963_447],
])('from ten degrees on it is right to the fifth digit: %i', (degrees, exact) => {
  expect(Math.abs(studentsT(degrees) - exact)).toBeLessThan(1e-5);
});

test('it falls towards the normal percentile as the sample grows', () => {
  for (let degrees = 1; degrees < 500; degrees += 1) {
    expect(studentsT(degrees)).toBeGreaterThan(studentsT(degrees + 1));
  }
  expect(studentsT(1_000_000)).toBeCloseTo(1.95996, 4);
});

test('no degree of freedom is refused', () => {
  expect(() => studentsT(0)).toThrow(RangeError);
});
