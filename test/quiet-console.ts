import { afterEach, beforeEach, expect } from 'vitest';

// A warning nobody reads is a defect nobody sees: whatever a test prints, it must have asked for, by
// spying on that console method itself.
const printed: string[] = [];
const methods = ['debug', 'error', 'info', 'log', 'warn'] as const;

for (const method of methods) {
  const print = console[method].bind(console);
  console[method] = (...values: unknown[]) => {
    printed.push(`console.${method}: ${values.map(String).join(' ')}`);
    print(...values);
  };
}

beforeEach(() => {
  printed.length = 0;
});

afterEach(() => {
  expect(printed.splice(0), 'a test must not print').toEqual([]);
});
