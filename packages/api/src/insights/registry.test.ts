import { registry } from '@hearth/metrics';
import { MetricIdSchema } from '@hearth/schema';
import { expect, test } from 'vitest';
import { counters } from './counters.ts';

const ids = [...MetricIdSchema.options].sort();

test('the wire, the registry and the counters know the same metrics', () => {
  expect(Object.keys(registry).sort()).toEqual(ids);
  expect(Object.keys(counters).sort()).toEqual(ids);
});

test.each(ids)('%s says what it is, in a label and a sentence of its own', (id) => {
  const { label, formula, sample } = registry[id];
  const others = ids.filter((other) => other !== id).map((other) => registry[other]);
  expect(others.map((other) => other.label)).not.toContain(label);
  expect(others.map((other) => other.formula)).not.toContain(formula);
  expect(formula).toMatch(/\.$/);
  expect(sample).toMatch(/^[a-z]/);
});
