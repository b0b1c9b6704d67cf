import type { Database } from '../../packages/api/src/database/database.ts';
import { Eavesdropper, type Spoken } from './eavesdropper.ts';
import { type Installation, install } from './installation.ts';
import { Sending } from './sending.ts';
import { digitsOf, literal, type Meanings, writeScript } from './spoken-script.ts';

export type Kind = 'post' | 'answer';

/** Ids of one installation that its statements name. */
interface Ids {
  project: string;
  survey: string;
  /** Whose points account is debited for what is earned. */
  issuance: string;
}

/** What a server says to its database for one post and for one answer, which both earn points. */
export interface Heard {
  spoken: Record<Kind, Spoken>;
  /** Milliseconds since 1970. */
  at: number;
  ids: Ids;
  member: string;
  account: string;
}

/** Lets a server of its own write one of each, and listens. */
export async function listen(serverUrl: string, seed: number): Promise<Heard> {
  const eavesdropper = new Eavesdropper(serverUrl);
  const installation = await install(await eavesdropper.listen(serverUrl));
  const sending = new Sending();
  const hear = async (kind: Kind) => {
    eavesdropper.heard = [];
    await sending.writeSingles(1, kind);
    const { failure } = await sending.flood();
    const own = eavesdropper.heard.filter((spoken) =>
      spoken.flat().some(({ text }) => text.includes('INSERT INTO interaction')),
    );
    if (failure !== null || own.length !== 1 || !own[0]) {
      throw new Error(`${own.length} transactions wrote one ${kind}: ${failure}`);
    }
    return own[0];
  };
  try {
    await sending.begin({ ...installation.assignment, seed, connections: 1, members: 1 });
    // The first opens the member's points account, which no later one does.
    await hear('post');
    const spoken = { post: await hear('post'), answer: await hear('answer') };
    const at = Date.now();
    const [account] = await installation.database.query<{ id: string; member_id: string }>(
      'SELECT id, member_id FROM ledger_account WHERE member_id IS NOT NULL',
    );
    if (!account) throw new Error('The member was paid nothing.');
    const ids = await idsOf(installation);
    return { spoken, at, ids, member: account.member_id, account: account.id };
  } finally {
    await sending.end();
    await installation.stop();
    eavesdropper.close();
  }
}

async function idsOf({ database, assignment }: Installation): Promise<Ids> {
  const [issuance] = await database.query<{ id: string }>(
    `SELECT id FROM ledger_account WHERE kind = 'issuance'`,
  );
  if (!issuance) throw new Error('Nothing was paid to anybody.');
  return {
    project: assignment.projectId,
    survey: digitsOf(assignment.world.surveyId.slice('sur_'.length)),
    issuance: issuance.id,
  };
}

/** What the `n`th of pgbench's own members and its points account are called. */
const TWIN = '000000000000700080000000';
const TWINS_ACCOUNT = '000000000000700090000000';
const nth = (prefix: string, n: string): string => `('${prefix}' || lpad(${n}, 8, '0'))`;

/** Doubles every member with points, for pgbench: whom it pays is paid without looking at the day's limit. */
export async function twin(database: Database): Promise<number> {
  const columns = (id: string, more: string) => `jsonb_build_object('id', ${id}::uuid, ${more})`;
  const numbered = `(SELECT a.*, row_number() OVER (ORDER BY id) AS n FROM ledger_account a WHERE member_id IS NOT NULL)`;
  await database.script(`
    INSERT INTO member SELECT (jsonb_populate_record(m, ${columns(nth(TWIN, 'n::text'), `'external_id', 'twin-' || n, 'ordinal', NULL`)})).*
      FROM member m JOIN ${numbered} a ON a.project_id = m.project_id AND a.member_id = m.id;
    CREATE TABLE twins AS SELECT * FROM ${numbered} a;
    INSERT INTO ledger_account (project_id, id, kind, member_id)
      SELECT project_id, ${nth(TWINS_ACCOUNT, 'n::text')}::uuid, kind, ${nth(TWIN, 'n::text')}::uuid FROM twins`);
  const [count] = await database.query<{ n: number }>('SELECT count(*)::int AS n FROM twins');
  return count?.n ?? 0;
}

/** What was heard of one kind, as a script for pgbench in another installation, in the name of its twins. */
export async function scriptOf(
  { spoken, at, ids, member, account }: Heard,
  kind: Kind,
  installation: Installation,
  members: number,
): Promise<string> {
  const here = await idsOf(installation);
  const meanings: Meanings = new Map([
    [digitsOf(ids.project), literal(here.project)],
    [digitsOf(ids.survey), literal(here.survey)],
    [digitsOf(ids.issuance), literal(here.issuance)],
    [digitsOf(member), nth(TWIN, ':n::text')],
    [digitsOf(account), nth(TWINS_ACCOUNT, ':n::text')],
  ]);
  return writeScript(spoken[kind], meanings, members, at);
}
