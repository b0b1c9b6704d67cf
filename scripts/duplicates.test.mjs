// @ts-check
import { expect, test } from 'vitest';
import { duplicateFaults } from './duplicates.mjs';
import { leakFaults } from './leaks.mjs';
import { shapeFaults } from './shape.mjs';

const block = Array.from({ length: 8 }, (_, index) => `const line${index} = work(${index});`);

test('one exported name in two packages is found, in two features of one package it is not', () => {
  const define = 'export const limit = 1;';
  expect(
    duplicateFaults([
      { path: 'packages/api/src/feed/page.ts', text: define },
      { path: 'packages/api/src/rewards/page.ts', text: define },
    ]),
  ).toEqual([]);
  expect(
    duplicateFaults([
      { path: 'packages/api/src/feed/page.ts', text: define },
      { path: 'packages/client/src/queue.ts', text: 'export interface limit {}' },
    ]),
  ).toEqual([expect.stringContaining('defines limit')]);
});

test('a copied block is found whatever its indentation, comments and blank lines', () => {
  const copy = block.map((line) => `   ${line}\n\n// another word`);
  expect(
    duplicateFaults([
      { path: 'packages/api/src/a.ts', text: `start();\n${block.join('\n')}` },
      { path: 'apps/server/src/b.ts', text: copy.join('\n') },
    ]),
  ).toEqual(['apps/server/src/b.ts:1 repeats 8 lines of packages/api/src/a.ts:2']);
});

test('a block copied within one file is found, a long import list is not a block', () => {
  const imports = `import {\n${block.join('\n')}\n} from 'x';\n`;
  expect(
    duplicateFaults([{ path: 'packages/api/src/a.ts', text: [...block, ...block].join('\n') }]),
  ).toHaveLength(1);
  expect(
    duplicateFaults([
      { path: 'packages/api/src/a.ts', text: imports },
      { path: 'packages/api/src/b.ts', text: imports },
    ]),
  ).toEqual([]);
});

test('a folder or a registry of one machine is found with its line', () => {
  const root = '/one/checkout';
  /** @param {string} text */
  const leaks = (text) =>
    leakFaults(['a.md'], () => text, { root, registry: 'https://packages.example/npm/' });
  expect(leaks(`fine\nsee ${root}/README.md`)).toContain('a.md:2 names a folder of one machine');
  expect(leaks('see (/ho' + 'me/ann/x)')).toHaveLength(1);
  expect(leaks('from packages.example')).toEqual(['a.md:1 names a package registry']);
  expect(leaks('https://hearth.example/one/checkoutpage and /homepage')).toEqual([]);
});

test('long files, vague names, inner barrels and a crowded root are found', () => {
  const long = 'x\n'.repeat(401);
  const files = [
    'packages/api/src/date-utils.ts',
    'packages/api/src/feed/index.ts',
    'packages/api/src/ApiKey.ts',
  ];
  const crowd = Array.from({ length: 16 }, (_, index) => `file${index}`);
  const faults = shapeFaults([...files, ...crowd], (path) => (path.includes('ApiKey') ? long : 'x\n'), {
    scripts: Object.fromEntries(crowd.map((name) => [name, ''])),
  });
  expect(faults).toEqual([
    expect.stringContaining('ApiKey.ts has 401 lines'),
    expect.stringContaining('date-utils.ts is named for no idea'),
    expect.stringContaining('ApiKey.ts is not kebab-case'),
    expect.stringContaining('feed/index.ts is an inner barrel'),
    'the root shows 17 entries, more than 16',
    'the root has 16 scripts, more than 9',
  ]);
});
