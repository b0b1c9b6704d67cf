import { expect, test } from 'vitest';
import { fitting, packed, payloadsFor } from './payloads.ts';

const payloads = payloadsFor('http://localhost:65535');

test('there are more than three hundred payloads, and no two are alike', () => {
  expect(payloads.length).toBeGreaterThanOrEqual(300);
  expect(new Set(payloads.map(({ text }) => text.trim())).size).toBe(payloads.length);
});

test('texts of several payloads hold each of them, in turn and around', () => {
  const seen = new Set<number>();
  const short = fitting(payloads, 500);
  for (let first = 0, rounds = 0; rounds < 200; rounds += 1) {
    const { text, next } = packed(short, first % short.length, 500);
    expect(text.length).toBeLessThanOrEqual(500);
    for (const [at, payload] of short.entries()) if (text.includes(payload.text.trim())) seen.add(at);
    first = next;
  }
  expect(seen.size).toBe(short.length);
});
