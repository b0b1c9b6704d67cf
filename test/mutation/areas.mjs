// @ts-check
/**
 * What is worth knowing whether its tests would notice a mistake: each area with the files that are changed and the
 * tests that have to notice. Types, tables of contents and what only passes values on are left out.
 * `patienceMs`: how much longer than unchanged a test may take before the change counts as one that never ends.
 *
 * @typedef {{ folder: string, mutate: string[], tests: string[], patienceMs?: number }} Area
 * @type {Record<string, Area>}
 */
export const areas = {
  metrics: {
    folder: 'packages/metrics/src',
    mutate: ['packages/metrics/src/*.ts', '!packages/metrics/src/{index,registry,description,measure}.ts'],
    tests: ['packages/metrics/src/**/*.test.ts'],
  },
  interactions: {
    folder: 'packages/api/src/interactions',
    mutate: [
      'packages/api/src/interactions/{prepare,clock,validate,group-commit,commit,apply,recorder,broken-text,summary}.ts',
    ],
    // What features make of it is where its mistakes show.
    tests: [
      'packages/api/src/{interactions,feed,facts}/*.test.ts',
      'packages/api/src/rewards/{earning,redeem}.test.ts',
      'packages/api/src/{checklists/checklists,referrals/referrals,surveys/surveys}.test.ts',
    ],
  },
  /** What a sent item goes through before a database is asked, and how callers share a commit: minutes. */
  intake: {
    folder: 'packages/api/src/interactions',
    mutate: ['packages/api/src/interactions/{prepare,clock,validate,group-commit,broken-text,summary}.ts'],
    tests: [
      'packages/api/src/interactions/{prepare,clock,validate,group-commit,broken-text,summary}.test.ts',
    ],
    patienceMs: 6_000,
  },
  identity: {
    folder: 'packages/api/src/identity',
    mutate: [
      'packages/api/src/identity/{authorization,brief-cache,identity,member-token,secret}.ts',
      'packages/api/src/keys/*.ts',
    ],
    tests: ['packages/api/src/identity/*.test.ts', 'packages/api/src/keys/*.test.ts'],
  },
  /** The part of it that needs no database: minutes instead of hours. */
  tokens: {
    folder: 'packages/api/src/identity',
    mutate: ['packages/api/src/identity/{member-token,authorization}.ts'],
    tests: ['packages/api/src/identity/{member-token,authorization}.test.ts'],
  },
  /** What is paid and how, against the tests of earning: the ledger's own test of random histories takes minutes. */
  awards: {
    folder: 'packages/api/src/rewards',
    mutate: ['packages/api/src/rewards/{award,ledger}.ts'],
    tests: ['packages/api/src/rewards/earning.test.ts'],
  },
  ledger: {
    folder: 'packages/api/src/rewards',
    mutate: ['packages/api/src/rewards/{award,badges,ledger,ledger-store,redemptions}.ts'],
    tests: ['packages/api/src/rewards/*.test.ts'],
  },
  /** What makes SQL of a rule, against the one test that compares it with the same rule worked out by hand. */
  compiler: {
    folder: 'packages/api/src/segments',
    mutate: ['packages/api/src/segments/{compile,statement,trait,behaviour,standing,compare}-store.ts'],
    tests: ['packages/api/src/segments/compile.test.ts'],
  },
  segments: {
    folder: 'packages/api/src/segments',
    mutate: [
      'packages/api/src/segments/{compile-store,statement-store,trait-store,behaviour-store,standing-store,compare-store,check,scope}.ts',
    ],
    tests: ['packages/api/src/segments/*.test.ts'],
  },
};
