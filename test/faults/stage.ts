import { afterAll, beforeAll, inject } from 'vitest';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { Load, type LoadOptions } from './load.ts';
import { chooseSeed, seeded } from './random.ts';
import { unlimited } from './unlimited.ts';

/** What a file's tests break: an installation with the demo in it, in a database of its own, and chance by a seed. */
export interface Stage {
  /** To be said by whatever fails. */
  again: string;
  random: () => number;
  stack: Stack;
  databaseUrl: string;
  /** Members begin to do things. */
  begin(options: Omit<LoadOptions, 'databaseUrl' | 'random'>): Promise<Load>;
}

/** Set up before the file's tests, and taken down after them. */
export function openStage(): Stage {
  const seed = chooseSeed();
  const random = seeded(seed);
  let stack: Stack | undefined;
  let database: Awaited<ReturnType<typeof createDatabase>> | undefined;
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('The stage is not set up yet: use it in a test.');
    return one;
  };
  beforeAll(async () => {
    database = await createDatabase(inject('postgresUrl'));
    stack = await startStack(database.url, unlimited);
  });
  afterAll(async () => {
    await stack?.stop();
    await database?.drop();
  });
  return {
    again: `Run it again with HEARTH_SEED=${seed}`,
    random,
    get stack() {
      return there(stack);
    },
    get databaseUrl() {
      return there(database).url;
    },
    begin: (options) => Load.begin(there(stack), { ...options, databaseUrl: there(database).url, random }),
  };
}
