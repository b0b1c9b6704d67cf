import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { kilobytes } from './kilobytes.ts';

const folder = join(import.meta.dirname, '../../apps/console/dist');

/** What an operator waits for before anything is on screen: 30.1 on the day this was written, so that it cannot creep. */
const BUDGET = 32;

/** The files that a file names to be fetched with it: a page's scripts and sheets, a script's imports. */
const named = (file: string): string[] => {
  const text = readFileSync(join(folder, file), 'utf8');
  const references = file.endsWith('.html')
    ? text.matchAll(/(?:src|href)="\/console\/(assets\/[^"]+\.(?:js|css))"/g)
    : text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g);
  return Array.from(references, ([, path = '']) => (path.includes('/') ? path : `assets/${path}`));
};

const withNamed = (file: string, found = new Set<string>()): Set<string> => {
  if (found.has(file)) return found;
  found.add(file);
  for (const each of named(file)) withNamed(each, found);
  return found;
};

test(`the console's first page stays within ${BUDGET} KB`, () => {
  const files = [...withNamed('index.html')];
  const size = kilobytes(folder, files);
  process.stdout.write(
    `Brotli KB an operator downloads for the console's first page: ${size.toFixed(2)} of ${BUDGET}\n`,
  );
  expect(files.length).toBeGreaterThan(2);
  expect(size).toBeLessThanOrEqual(BUDGET);
});
