import { afterAll, beforeAll } from 'vitest';
import { type Attacked, openTwoProjects, type Target } from './two-projects.ts';
import { type Answer, enterWith, verdictOf } from './widget-call.ts';

// Opened once for each file that imports this, before its first test.
export let server: Attacked;
export let one: Target;
export let two: Target;

beforeAll(async () => {
  server = await openTwoProjects();
  ({ one, two } = server);
});
afterAll(() => server?.close());

/** Asks to be let into the first project. */
export const enter = (token: string): Promise<Answer> => enterWith(server, one, `Bearer ${token}`);
export const verdict = async (token: string): Promise<string> => verdictOf(await enter(token));

export const INVALID = '401 token_invalid';

/** The header of a good token of the first project, by its shared key. */
export const HS = () => ({ alg: 'HS256', kid: one.shared.kid, typ: 'JWT' });
