import { defineConfig } from 'vitest/config';

// Tests read their siblings' sources, so that nothing needs to be built first.
const conditions = ['source', 'module', 'node', 'development|production'];

const settings = {
  resolve: { conditions },
  ssr: { resolve: { conditions } },
};
const setupFiles = ['test/quiet-console.ts'];

/** Twice what the slowest takes on a loaded machine: only a test that hangs is ended by it. */
const patience = { testTimeout: 30_000, hookTimeout: 60_000 };

/** A project whose tests need nothing but this process. */
const pure = (name: string, ...include: string[]) => ({
  ...settings,
  test: { name, include, setupFiles, exclude: ['**/*.browser.test.ts'], ...patience },
});

/** The api's one suite, run against one of its two databases. */
const api = (database: 'pglite' | 'postgres') => ({
  ...settings,
  test: {
    name: `api-${database}`,
    setupFiles,
    include: ['packages/api/src/**/*.test.ts'],
    provide: { database },
    globalSetup: database === 'postgres' ? ['test/real-postgres.ts'] : [],
    ...patience,
  },
});

/** What hosts' backends speak to, on the other database too: it is the one in production. */
const v1 = pure('server-postgres', 'apps/server/src/v1/**/*.test.ts');
const v1OnPostgres = {
  ...v1,
  test: { ...v1.test, provide: { database: 'postgres' as const }, globalSetup: ['test/real-postgres.ts'] },
};

/** Tests of the whole, after the others and one file at a time: they time things and use every core. */
const whole = (name: string, order: number, extra = {}) => ({
  ...settings,
  test: {
    name,
    setupFiles,
    include: [`test/${name}/**/*.test.ts`],
    sequence: { groupOrder: order },
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    ...extra,
  },
});

export default defineConfig({
  test: {
    // PGlite is a whole database in WebAssembly: more workers than this only make each other late.
    maxWorkers: 2,
    pool: 'forks',
    passWithNoTests: false,
    projects: [
      pure('schema', 'packages/schema/src/**/*.test.ts'),
      pure('metrics', 'packages/metrics/src/**/*.test.ts'),
      pure('client', 'packages/client/src/**/*.test.ts'),
      pure('console', 'apps/console/src/**/*.test.ts'),
      pure('server', 'apps/server/src/**/*.test.ts'),
      v1OnPostgres,
      pure('scripts', 'scripts/**/*.test.mjs'),
      api('pglite'),
      api('postgres'),
      whole('size', 1),
      whole('npm', 1),
      whole('page', 2, { globalSetup: ['test/real-postgres.ts'] }),
      whole('e2e', 2, { globalSetup: ['test/real-postgres.ts'] }),
      whole('attacks', 3, { globalSetup: ['test/real-postgres.ts'] }),
      whole('faults', 4, { globalSetup: ['test/real-postgres.ts'] }),
    ],
  },
});
