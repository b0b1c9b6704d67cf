import type { Database, Services } from '@hearth/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Furnished, furnish, makeIds } from '../../packages/api/src/testing/furnished.ts';
import { doors, everything } from './tenants/askers.ts';
import { digestOf, findTables, openEmptyDatabase } from './tenants/database.ts';
import { outcomeOf } from './tenants/outcome.ts';

// Every procedure, by everybody who can come in, naming what is another project's.

let database: Database;
let services: Services;
let tables: Awaited<ReturnType<typeof findTables>>;
let own: Furnished;
let foreign: Furnished;

beforeAll(async () => {
  database = await openEmptyDatabase();
  tables = await findTables(database);
  own = await furnish(database);
  foreign = await furnish(database);
  services = own.community.services;
});
afterAll(() => database?.close());

it('every procedure is tried', () => {
  for (const { paths, attempts } of doors) expect(Object.keys(attempts).sort()).toEqual([...paths].sort());
});

describe.each(everything)('$name', ({ door, path, attempt }) => {
  it('is answered to its own people, who find their own there', async () => {
    const fresh = await furnish(database);
    const [caller] = door.askers(fresh.community.services, fresh).toReversed();
    const input = await attempt.input(fresh.ids, caller?.caller, fresh.canary);
    const { reason, said } = await outcomeOf(caller?.caller, path, input);
    expect({ reason, said }).toMatchObject({ reason: attempt.refused ?? 'answered' });
    if (attempt.shows) expect(said).toContain(fresh.canary);
  });

  it('shows and changes nothing of another project, whoever asks', async () => {
    const before = await digestOf(database, tables, foreign.projectId);
    const askers = door.askers(services, own);
    const owner = askers.at(-1)?.caller;
    for (const { role, caller } of askers) {
      const input = await attempt.input(foreign.ids, owner, foreign.canary);
      const { reason, said } = await outcomeOf(caller, path, input);
      const seen = {
        role,
        reason,
        leaked: said.includes(foreign.canary) || said.includes(foreign.projectId),
      };
      expect(seen).toMatchObject({ leaked: false });
      expect(reason).not.toBe('internal');
    }
    expect(await digestOf(database, tables, foreign.projectId)).toEqual(before);
  });

  it('says of what is another’s just what it says of what is nowhere', async () => {
    const owner = door.askers(services, own).at(-1)?.caller;
    const [theirs, nowhere] = [foreign.ids, makeIds()];
    const outcomes = [];
    for (const ids of [theirs, nowhere]) {
      const { reason, said } = await outcomeOf(owner, path, await attempt.input(ids, owner, 'nowhere'));
      outcomes.push({ reason, words: reason === 'answered' ? 'fine' : withoutIds(said, ids) });
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
  });
});

function withoutIds(said: string, ids: Furnished['ids']): string {
  return Object.values(ids).reduce(
    (text, id) => text.replaceAll(id, 'ID').replaceAll(id.replaceAll('-', ''), 'ID'),
    said,
  );
}
