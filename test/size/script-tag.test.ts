import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kilobyte, kilobytes } from './kilobytes.ts';

/** Which files each entry needs before it can be on screen, as the script-tag build wrote it down. */
interface Manifest {
  loader: string[];
  nps: string[];
  checklist: string[];
  rewards: string[];
  feed: string[];
  referral: string[];
  locales: Record<string, string>;
  /** What comes later: `queue` and `stream` by themselves, the rest when a member does something in a widget. */
  lazy: Record<string, string>;
}

const folder = join(import.meta.dirname, '../../packages/widgets/dist/script-tag');
const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
const { locales, lazy, loader, ...widgets } = manifest;
const everyWidget = Object.values(widgets).flat();

const unasked = ['queue', 'stream'];
const following = Object.entries(lazy).flatMap(([name, file]) => (unasked.includes(name) ? [file] : []));

const rows = [
  { what: 'loader', files: loader, budget: 3 },
  { what: 'loader and NPS', files: [...loader, ...manifest.nps], budget: 12 },
  { what: 'loader and all five', files: [...loader, ...everyWidget], budget: 24 },
  ...Object.entries(locales).map(([locale, file]) => ({
    what: `locale ${locale}`,
    files: [file],
    budget: 1.5,
  })),
].map((row) => ({ ...row, size: kilobytes(folder, row.files) }));

// Not needed to be on screen, so without a budget of its own; but a member who stays downloads it too.
const later = [
  { what: 'and what then follows', size: kilobytes(folder, [...loader, ...everyWidget, ...following]) },
  {
    what: 'and everything opened',
    size: kilobytes(folder, [...loader, ...everyWidget, ...Object.values(lazy)]),
  },
];
const table = [
  ...rows.map(
    ({ what, size, budget }) =>
      `  ${what.padEnd(24)} ${size.toFixed(2).padStart(6)} of ${budget.toFixed(1).padStart(4)}\n`,
  ),
  ...later.map(({ what, size }) => `  ${what.padEnd(24)} ${size.toFixed(2).padStart(6)}\n`),
];
process.stdout.write(`Brotli KB (of ${kilobyte} bytes) a member downloads:\n${table.join('')}`);

describe('the script tag', () => {
  test.each(rows)('$what stays within $budget KB', ({ size, budget }) => {
    expect(size).toBeLessThanOrEqual(budget);
  });

  test('every widget has something of its own to load', () => {
    for (const files of Object.values(widgets)) {
      const others = Object.values(widgets).filter((each) => each !== files);
      expect(files.filter((file) => !others.flat().includes(file))).not.toEqual([]);
    }
  });

  test('ships no script that these sums leave out', () => {
    const shipped = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.endsWith('.js'));
    const counted = new Set([...loader, ...everyWidget, ...Object.values(locales), ...Object.values(lazy)]);
    expect(shipped.filter((file) => !counted.has(file))).toEqual([]);
  });

  test('speaks the five languages: English inside, four more on demand', () => {
    expect(Object.keys(locales).sort()).toEqual(['de', 'es', 'fr', 'pt']);
  });
});
