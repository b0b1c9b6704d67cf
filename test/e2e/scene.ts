import type { Browser } from 'playwright-core';
import { inject } from 'vitest';
import { openRows, type Rows } from '../rows.ts';
import { createDatabase, type Stack, startStack } from '../stack.ts';
import { openBrowser } from './browser.ts';

/** What a journey needs: everything that `npm start` runs, on a database of its own, a look past it, and a browser. */
export interface Scene {
  stack: Stack;
  rows: Rows;
  browser: Browser;
  close: () => Promise<void>;
}

/** Opens one for a file of tests; what was opened is put away also when the rest fails. */
export const openScene = async (environment: Record<string, string> = {}): Promise<Scene> => {
  const undo: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const each of undo.splice(0).toReversed()) await each();
  };
  try {
    const database = await createDatabase(inject('postgresUrl'));
    undo.push(database.drop);
    const stack = await startStack(database.url, environment);
    undo.push(stack.stop);
    const opened = await openRows(database.url);
    undo.push(opened.close);
    const browser = await openBrowser();
    undo.push(() => browser.close());
    return { stack, rows: opened.rows, browser, close };
  } catch (error) {
    await close();
    throw error;
  }
};
