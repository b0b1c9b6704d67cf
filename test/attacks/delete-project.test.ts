import { afterAll, beforeAll, expect, test } from 'vitest';
import { EventStream } from '../event-stream.ts';
import { Program } from '../stack.ts';
import { interaction } from '../wire.ts';
import { Client } from './bank.ts';
import { type Attacked, openTwoProjects, type Target } from './two-projects.ts';
import { askWidget } from './widget-call.ts';

let server: Attacked;
beforeAll(async () => {
  server = await openTwoProjects({ processes: 2, environment: { LOG_LEVEL: 'warn' } });
});
afterAll(() => server?.close());

/** The owner's command, as it is built. */
const deleteProject = async (...args: string[]) => {
  const program = new Program('apps/server/dist/server.js', { DATABASE_URL: server.databaseUrl }, [
    'delete-project',
    ...args,
  ]);
  await program.hasSpoken();
  return { code: program.exitCode, said: program.output };
};

/** Rows of a project in each table that has any. */
const rowsOf = async ({ projectId }: Target): Promise<Record<string, number>> => {
  const tables = await server.rows<{ name: string; tenant: string }>(
    `SELECT table_name AS name, column_name AS tenant FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = CASE table_name WHEN 'project' THEN 'id' ELSE 'project_id' END`,
  );
  const counts: Record<string, number> = {};
  for (const { name, tenant } of tables) {
    const [row] = await server.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${name} WHERE ${tenant} = $1`,
      [projectId],
    );
    if (row && row.count > 0) counts[name] = row.count;
  }
  return counts;
};

const shown = () => interaction('widget.shown', { widget: 'feed' });
/** What each process says to a visitor of a project. */
const answers = (target: Target) =>
  Promise.all(
    server.apis.map(async (api) => {
      const query = { widgets: ['feed'], locale: 'en' };
      const { status, reason } = await askWidget({ api }, target, 'boot', { query });
      return reason ?? status;
    }),
  );

test('without the project’s exact name the command says what would go, and leaves it', async () => {
  const { one } = server;
  await new Client(server, one, { sub: 'ada' }).send([shown()]);
  const before = await rowsOf(one);
  for (const confirm of [[], ['--confirm', 'One'], ['--confirm', '']]) {
    const { code, said } = await deleteProject('--site-key', one.siteKey, ...confirm);
    expect(code).toBe(1);
    expect(said).toContain('Nothing was deleted');
    expect(said).toMatch(/^ +1 {2}interaction$/m);
  }
  // What is worked out in the background may have come along.
  expect(await rowsOf(one)).toMatchObject(before);
  for (const wrong of [[], ['--site-key', 'pk_live_nobody'], ['--project-id', 'one']])
    expect((await deleteProject(...wrong, '--confirm', 'one')).code).toBe(1);
  expect(await answers(one)).toEqual([200, 200]);
});

test('a project is deleted while both processes serve it, and neither knows it any more', async () => {
  const { one, two } = server;
  let isOver = false;
  /** Sends for as long as the project is known; returns what it was told each time. */
  const goOn = async (target: Target, turn: number) => {
    const someone = new Client(server, target, { sub: `member-${turn}` });
    const statuses: string[] = [];
    while (!isOver) {
      const outcomes = await someone.send([shown()], turn).catch((error: unknown) => String(error));
      statuses.push(typeof outcomes === 'string' ? outcomes : `${outcomes[0]?.status}`);
      if (typeof outcomes === 'string') break;
    }
    return statuses;
  };
  const ofOne = [0, 1, 2, 3].map((turn) => goOn(one, turn));
  const ofTwo = [0, 1, 2, 3].map((turn) => goOn(two, turn));

  const follow =
    ({ siteKey }: Target) =>
    (api: string) =>
      EventStream.open(`${api}/w/${siteKey}/feed.live`);
  const followers = await Promise.all(server.apis.map(follow(one)));
  const others = await Promise.all(server.apis.map(follow(two)));

  const { code, said } = await deleteProject('--project-id', one.projectId, '--confirm', 'one');
  expect(said).toMatch(/Deleted one: \d+ rows/);
  expect(code).toBe(0);
  expect(await answers(one)).toEqual(['invalid_site_key', 'invalid_site_key']);
  isOver = true;
  expect(followers.map(({ hasEnded }) => hasEnded)).toEqual([true, true]);
  expect(others.map(({ hasEnded }) => hasEnded)).toEqual([false, false]);
  for (const other of others) other.leave();

  for (const statuses of await Promise.all(ofOne)) {
    const last = statuses.pop();
    expect(last).toContain('invalid_site_key');
    expect(new Set(statuses)).toEqual(new Set(['accepted']));
  }
  const told = (await Promise.all(ofTwo)).flat();
  expect(new Set(told)).toEqual(new Set(['accepted']));
  expect(await rowsOf(one)).toEqual({});
  expect(await rowsOf(two)).toMatchObject({ project: 1, interaction: told.length });
  expect(await answers(two)).toEqual([200, 200]);
  // Nothing that works in the background stumbled over it.
  expect(server.said()).not.toContain('failed');
});
