import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { digest } from '../identity/secret.ts';
import { rowId, wireId } from '../ids.ts';
import { type Caller, Office, wordsOf } from '../testing/office.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { inviteOperator } from './invite.ts';
import { resolveOperator } from './session.ts';
import { insertSession } from './store.ts';
import { changeRole } from './team.ts';

let database: Database;
let office: Office;
let ownerId: string;
let owner: Caller;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  office = await Office.open(database);
  ownerId = await office.hire('owner');
  owner = await office.as('owner', ownerId);
});

const ada = () => ({ email: `Ada.${ownerId}@Acme.example`, name: 'Ada', role: 'analyst' as const });
const tokenIn = (link: string) => new URL(link).hash.replace('#invitation=', '');
const accept = (link: string) =>
  acceptInvitation(database, {
    token: tokenIn(link),
    password: 'a house has a hearth',
    now: office.community.now,
  });

describe('an invitation', () => {
  it('is a link that lets one person in, once, as what they were invited as', async () => {
    const { link, id } = await owner.team.invite(ada());
    expect(link).toMatch(/^https:\/\/hearth\.example\/console\/#invitation=[\w-]{43}$/);
    const { operators } = await owner.team.list();
    expect(operators).toMatchObject([
      { name: 'The owner', status: 'active', you: true },
      { id, email: ada().email.toLowerCase(), role: 'analyst', status: 'invited', you: false },
    ]);
    expect((await accept(link)).id).toBe(rowId(id));
    expect(await wordsOf(accept(link))).toContain('used already');
    expect((await owner.team.list()).operators[1]).toMatchObject({ status: 'active', invitedUntil: null });
  });

  it('that is sent again takes the place of the one before', async () => {
    const first = await owner.team.invite(ada());
    const second = await owner.team.inviteAgain({ id: first.id });
    expect(await wordsOf(accept(first.link))).toContain('Ask for a new one');
    expect(await wordsOf(accept(second.link))).toBe('done');
  });

  it('is refused for an address that somebody signs in with, whatever its letters', async () => {
    await owner.team.invite(ada());
    expect(await wordsOf(owner.team.invite({ ...ada(), email: ada().email.toUpperCase() }))).toContain(
      'The field "email" is not valid',
    );
    expect(await wordsOf(owner.team.invite({ ...ada(), email: 'ada' }))).toContain('Write an e-mail address');
  });

  it('from the command line takes the place of the one before, and makes nobody more than they are', async () => {
    const { link, id } = await owner.team.invite(ada());
    const { community } = office;
    const again = (more: object = {}) =>
      inviteOperator(database, {
        ...ada(),
        role: 'owner',
        projectId: community.project.id,
        now: community.now,
        ...more,
      });

    const { operatorId, token, isNew } = await again();

    expect([operatorId, isNew]).toEqual([rowId(id), false]);
    expect(await wordsOf(accept(link))).toContain('used already');
    expect((await accept(`https://hearth.example/#invitation=${token}`)).id).toBe(operatorId);
    expect((await owner.team.list()).operators[1]).toMatchObject({ role: 'analyst', status: 'active' });
    const other = await Office.open(database);
    expect(await wordsOf(again({ projectId: other.community.project.id }))).toContain('already');
    await owner.team.disable({ id });
    expect(await wordsOf(again())).toContain('disabled');
  });

  it('is made by owners alone', async () => {
    for (const role of ['admin', 'moderator', 'analyst'] as const) {
      const other = await office.as(role);
      expect(await wordsOf(other.team.invite(ada()))).toContain('may not do this');
      expect(await wordsOf(other.team.list())).toContain('may not do this');
    }
  });
});

describe('the last owner who can sign in', () => {
  const self = () => ({ id: wireId('operator', ownerId) });

  it('can be neither demoted nor disabled', async () => {
    // Invited, but not here yet.
    await owner.team.invite({ ...ada(), role: 'owner' });
    expect(await wordsOf(owner.team.changeRole({ ...self(), role: 'admin' }))).toContain('last owner');
    expect(await wordsOf(owner.team.disable(self()))).toContain('last owner');
    await office.hire('owner');
    expect(await wordsOf(owner.team.changeRole({ ...self(), role: 'admin' }))).toBe('done');
  });

  it('remains when two owners demote each other at the same time', async () => {
    const otherId = await office.hire('owner');
    const other = await office.as('owner', otherId);
    await Promise.allSettled([
      owner.team.changeRole({ id: wireId('operator', otherId), role: 'analyst' }),
      other.team.changeRole({ ...self(), role: 'analyst' }),
    ]);
    const owners = await database.query(
      `SELECT FROM operator WHERE project_id = $1::uuid AND role = 'owner'`,
      [office.community.project.id],
    );
    expect(owners).toHaveLength(1);
  });
});

describe('an operator', () => {
  it('who is disabled is out at once, and in again only after being enabled and signing in', async () => {
    const id = await office.hire('moderator');
    const { project, now } = office.community;
    await insertSession(database, { projectId: project.id, id, tokenHash: digest('session'), now });
    expect(await resolveOperator(database, 'session', now)).toMatchObject({ id });

    const wire = { id: wireId('operator', id) };
    await owner.team.disable(wire);
    expect(await resolveOperator(database, 'session', now)).toBeNull();
    expect(await wordsOf(owner.team.inviteAgain(wire))).toContain('Enable them first');
    await owner.team.enable(wire);
    expect(await resolveOperator(database, 'session', now)).toBeNull();
    expect((await owner.team.list()).operators[1]?.status).toBe('active');
  });

  it('who is disabled cannot come in by an invitation that was still open', async () => {
    const { id, link } = await owner.team.invite(ada());
    await owner.team.disable({ id });
    expect(await wordsOf(accept(link))).toContain('Ask for a new one');
  });

  it('never raises their own role, and does not lock themselves out', async () => {
    const adminId = await office.hire('admin');
    const author = { projectId: office.community.project.id, operatorId: adminId, now: office.community.now };
    const raising = changeRole(office.community.services, author, wireId('operator', adminId), 'owner');
    expect(await wordsOf(raising)).toContain('Nobody raises their own role');
    await office.hire('owner');
    expect(await wordsOf(owner.team.disable({ id: wireId('operator', ownerId) }))).toContain(
      'lock yourself out',
    );
  });

  it('of another project does not exist here', async () => {
    const elsewhere = await Office.open(database);
    const id = wireId('operator', await elsewhere.hire('analyst'));
    expect(await wordsOf(owner.team.changeRole({ id, role: 'owner' }))).toContain('no such operator');
    expect(await wordsOf(owner.team.disable({ id }))).toContain('no such operator');
    expect(await wordsOf(owner.team.inviteAgain({ id }))).toContain('no such operator');
  });

  it('leaves a trace that nobody can change: who gave whom which role', async () => {
    const id = await office.hire('analyst');
    await owner.team.changeRole({ id: wireId('operator', id), role: 'moderator' });
    expect((await owner.setUp.changes({})).changes).toMatchObject([
      { action: 'operator.role_changed', by: 'The owner', detail: 'analyst → moderator' },
    ]);
    for (const statement of [`UPDATE set_up_change SET detail = 'x'`, 'DELETE FROM set_up_change'])
      await expect(database.execute(statement)).rejects.toThrow('cannot be changed');
  });
});
