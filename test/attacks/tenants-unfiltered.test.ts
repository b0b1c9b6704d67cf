import { type Database, Recorder, type Services } from '@hearth/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Furnished, furnish } from '../../packages/api/src/testing/furnished.ts';
import { everything } from './tenants/askers.ts';
import { digestOf, findTables, openEmptyDatabase } from './tenants/database.ts';
import { misdirect } from './tenants/misdirected.ts';
import { outcomeOf } from './tenants/outcome.ts';

// The same with the application's own filters turned against it: each of them names the other project. What is left
// is the second wall, and at the end it is taken down, to see that it was what held.

let database: Database;
let tables: Awaited<ReturnType<typeof findTables>>;
let own: Furnished;
let foreign: Furnished;
let services: Services;

beforeAll(async () => {
  database = await openEmptyDatabase();
  tables = await findTables(database);
  own = await furnish(database);
  foreign = await furnish(database);
  services = misdirected(own, foreign);
});
afterAll(() => database?.close());

/** What the asking project's people are served by. Nothing that it works out is kept for the next. */
function misdirected({ community, projectId }: Furnished, to: Furnished): Services {
  const wrong = misdirect(database, projectId, to.projectId);
  const { now, bus } = community.services;
  const recorder = new Recorder({ database: wrong, bus, now, onError: () => {} });
  return { ...community.services, database: wrong, recorder };
}

describe.each(everything)('$name', ({ door, path, attempt }) => {
  it('shows and changes nothing of the project that every statement names', async () => {
    const before = await digestOf(database, tables, foreign.projectId);
    const owner = door.askers(own.community.services, own).at(-1)?.caller;
    for (const { role, caller } of door.askers(services, own)) {
      const input = await attempt.input(foreign.ids, owner, foreign.canary);
      const { said } = await outcomeOf(caller, path, input);
      expect({ role, leaked: said.includes(foreign.canary) }).toMatchObject({ leaked: false });
    }
    expect(await digestOf(database, tables, foreign.projectId)).toEqual(before);
  });
});

/** Whoever is asking is found by their session, which no filter of a project's has a part in. */
const UNSCOPED = ['console operators.me'];

it('without the wall all of it would be shown', async () => {
  await database.script(tables.map(({ name }) => `ALTER TABLE ${name} DISABLE ROW LEVEL SECURITY`).join(';'));
  const wanted = everything.filter(({ attempt }) => attempt.shows);
  const hidden: string[] = [];
  for (const { name, door, path, attempt } of wanted) {
    const said = [];
    for (const { caller } of door.askers(services, own)) {
      said.push((await outcomeOf(caller, path, attempt.input(foreign.ids, null, foreign.canary))).said);
    }
    if (!said.some((text) => text.includes(foreign.canary))) hidden.push(name);
  }
  expect(hidden).toEqual(UNSCOPED);
});
