import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { areas } from './areas.mjs';

const conditions = ['source', 'module', 'node', 'development|production'];

/** One area's tests, and nothing else, for whoever changes its sources: see run.mjs. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: areas[process.env.HEARTH_AREA ?? '']?.tests ?? [],
    exclude: ['**/*.browser.test.ts'],
    provide: { database: 'pglite' },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
