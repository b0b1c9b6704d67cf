import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const conditions = ['source', 'module', 'node', 'development|production'];
const root = join(import.meta.dirname, '../..');

/** Beside the tests, not among them: `npm run load`. What it finds out is how fast, and needs the machine to itself. */
export default defineConfig({
  root,
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'load',
    include: ['test/{load,page}/**/*.load.ts'],
    globalSetup: [join(import.meta.dirname, 'tuned-postgres.ts')],
    fileParallelism: false,
    pool: 'forks',
    disableConsoleIntercept: true,
    testTimeout: 3 * 3_600_000,
    hookTimeout: 600_000,
  },
});
