// @ts-check
import { describe, expect, test } from 'vitest';
import { arrowFaults } from './arrows.mjs';
import { cycleFaults } from './cycles.mjs';
import { importsOf } from './imports.mjs';
import { sqlFaults } from './sql.mjs';

const source = { '.': { source: './src/index.ts' } };
const manifests = new Map([
  ['packages/schema', { name: '@hearth/schema', exports: source, dependencies: { zod: '1' } }],
  ['packages/metrics', { name: '@hearth/metrics', exports: source }],
  ['packages/api', { name: '@hearth/api', exports: source, devDependencies: { prisma: '1' } }],
  ['packages/client', { name: '@hearth/client', exports: source, devDependencies: { '@trpc/server': '1' } }],
  ['packages/widgets', { name: '@hearth/widgets', exports: source }],
  ['apps/server', { name: '@hearth/server' }],
  ['apps/console', { name: '@hearth/console' }],
]);

/** @param {string} path @param {string} text */
const arrows = (path, text) => arrowFaults(importsOf({ path, text }), manifests);

describe('arrows', () => {
  test.each([
    ['packages/client/src/queue.ts', `import type { Interaction } from '@hearth/schema';`],
    ['packages/client/src/link.ts', `import type { WidgetRouter } from '@hearth/api';`],
    [
      'packages/widgets/src/nps/nps.ts',
      `import { client } from '@hearth/client'; import { html } from 'lit';`,
    ],
    ['packages/api/src/feed/store.ts', `import { Prisma } from '../generated/prisma/client.ts';`],
    ['packages/api/src/feed/post-store.ts', `import { Prisma } from '../generated/prisma/client.ts';`],
    ['packages/widgets/src/feed/limits.test.ts', `import { limits } from '@hearth/schema';`],
    ['packages/api/src/feed/page.test.ts', `import { ana } from '../testing/community.ts';`],
    ['packages/api/src/insights/router.ts', `import { nps } from '@hearth/metrics';`],
    [
      'apps/console/src/live.ts',
      `import { metrics } from '@hearth/metrics'; type A = import('@hearth/api').A;`,
    ],
    ['test/e2e/nps.test.ts', `import { app } from '../../apps/server/src/app.ts';`],
    [
      'packages/widgets/web-test-runner.config.mjs',
      `import { findBrowser } from '../../scripts/browser.mjs';`,
    ],
  ])('%s may write %s', (path, text) => {
    expect(arrows(path, text)).toEqual([]);
  });

  test.each([
    [
      'packages/client/src/queue.ts',
      `import { InteractionSchema } from '@hearth/schema';`,
      /only types of schema/,
    ],
    [
      'packages/client/src/queue.ts',
      `import { type Interaction } from '@hearth/schema';`,
      /only types of schema/,
    ],
    ['packages/client/src/queue.ts', `export { x } from '@hearth/schema';`, /only types of schema/],
    ['packages/client/src/queue.ts', `const x = await import('@hearth/api');`, /only types of api/],
    ['packages/client/src/link.ts', `import { z } from 'zod';`, /must not depend on zod/],
    ['packages/metrics/src/nps.ts', `import type { Score } from '@hearth/schema';`, /must not import schema/],
    ['packages/metrics/src/nps.ts', `import { readFileSync } from 'node:fs';`, /must not depend on node:fs/],
    ['packages/widgets/src/nps/nps.ts', `import type { Router } from '@hearth/api';`, /must not import api/],
    [
      'packages/widgets/src/nps/nps.test.ts',
      `import type { Router } from '@hearth/api';`,
      /must not import api/,
    ],
    ['packages/widgets/src/nps/nps.ts', `import type { T } from '@trpc/server';`, /never know tRPC/],
    ['apps/console/src/live.ts', `import { appRouter } from '@hearth/api';`, /only types of api/],
    ['apps/console/src/live.ts', `import type { Post } from '@prisma/client';`, /touch the database/],
    [
      'packages/api/src/feed/router.ts',
      `import type { Post } from '../generated/prisma/client.ts';`,
      /touch the data/,
    ],
    ['packages/api/src/feed/post.ts', `import pg from 'pg';`, /touch the database/],
    ['packages/api/src/index.ts', `import { app } from '@hearth/server';`, /must not import server/],
    [
      'packages/api/src/index.ts',
      `import { nps } from '../../metrics/src/nps.ts';`,
      /reaches into packages\/metrics/,
    ],
    ['packages/schema/src/index.ts', `import { x } from '../../../test/fixtures.ts';`, /for tests only/],
    ['packages/client/src/link.ts', `import { x } from '@trpc/server';`, /only a devDependency/],
    ['packages/api/src/feed/page.ts', `import { ana } from '../testing/community.ts';`, /for tests only/],
  ])('%s must not write %s', (path, text, fault) => {
    expect(arrows(path, text).join('\n')).toMatch(fault);
  });

  test('a fault names the file and the line', () => {
    expect(arrows('packages/metrics/src/nps.ts', `\n\nimport 'zod';`)).toEqual([
      'packages/metrics/src/nps.ts:3 metrics must not depend on zod',
    ]);
  });
});

describe('circles', () => {
  /** @param {Record<string, string>} files */
  const circles = (files) => {
    const sources = Object.entries(files).map(([path, text]) => ({ path, text }));
    return cycleFaults(sources.flatMap(importsOf), manifests, new Set(Object.keys(files)));
  };

  test('three files that load each other are named once', () => {
    expect(
      circles({
        'packages/api/src/a.ts': `import './b.ts';`,
        'packages/api/src/b.ts': `export * from './c.ts';`,
        'packages/api/src/c.ts': `await import('./a.ts');`,
        'packages/api/src/d.ts': `import './a.ts';`,
      }),
    ).toEqual([expect.stringMatching(/a\.ts, .*b\.ts, .*c\.ts$/)]);
  });

  test('types may point back', () => {
    expect(
      circles({
        'packages/api/src/a.ts': `import './b.ts';`,
        'packages/api/src/b.ts': `import type { A } from './a.ts';`,
      }),
    ).toEqual([]);
  });

  test('packages that load each other are found though no two of their files do', () => {
    expect(
      circles({
        'packages/api/src/index.ts': '',
        'packages/schema/src/index.ts': '',
        'packages/api/src/a.ts': `import '@hearth/schema';`,
        'packages/schema/src/b.ts': `import '@hearth/api';`,
      }),
    ).toEqual([expect.stringMatching(/packages\/api, packages\/schema$/)]);
  });
});

describe('SQL', () => {
  const query = 'await db.query(`SELECT id\n FROM post WHERE id = $1`);';

  test('is found outside a store', () => {
    expect(sqlFaults([{ path: 'packages/api/src/feed/page.ts', text: query }])).toHaveLength(1);
    expect(sqlFaults([{ path: 'apps/server/src/ready.ts', text: 'db.prisma.post.count();' }])).toHaveLength(
      1,
    );
  });

  test('is welcome in a store, and a sentence is not SQL', () => {
    expect(sqlFaults([{ path: 'packages/api/src/feed/store.ts', text: query }])).toEqual([]);
    expect(
      sqlFaults([{ path: 'packages/api/src/feed/page.ts', text: `say('Select a post and go');` }]),
    ).toEqual([]);
  });
});
