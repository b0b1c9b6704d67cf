import { type Role, RoleSchema } from '@hearth/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConsoleContext } from './context.ts';
import type { Database } from './database/database.ts';
import { openTestDatabase } from './database/testing.ts';
import { toHearthError } from './errors/describe.ts';
import { newId } from './ids.ts';
import { consoleRouter } from './router.ts';
import { Community } from './testing/community.ts';

/** Who may call what: Owner, Admin, Moderator, aNalyst; a dash is everybody, also before signing in. Written by hand. */
const matrix: Readonly<Record<string, string>> = {
  'project.get': 'OA',
  'project.save': 'OA',
  'project.addOrigin': 'OA',
  'project.removeOrigin': 'OA',
  'project.saveTheme': 'OA',
  'project.arrivals': 'OA',
  'keys.list': 'OA',
  'keys.createSigning': 'OA',
  'keys.importSigning': 'OA',
  'keys.revokeSigning': 'OA',
  'keys.createSecret': 'OA',
  'keys.revokeSecret': 'OA',
  'keys.checkToken': 'OA',
  'team.list': 'O',
  'team.invite': 'O',
  'team.inviteAgain': 'O',
  'team.changeRole': 'O',
  'team.disable': 'O',
  'team.enable': 'O',
  'setUp.changes': 'OA',
  'surveys.get': 'OA',
  'surveys.save': 'OA',
  'checklists.get': 'OA',
  'checklists.save': 'OA',
  'rewards.get': 'OA',
  'rewards.save': 'OA',
  'referrals.get': 'OA',
  'referrals.save': 'OA',
  'operators.signIn': '-',
  'operators.signOut': '-',
  'operators.me': '-',
  'operators.acceptInvitation': '-',
  'interactions.recent': 'OAMN',
  'interactions.live': 'OAMN',
  'insights.get': 'OAMN',
  'insights.lifecycle': 'OAMN',
  'insights.histogram': 'OAMN',
  'insights.retention': 'OAMN',
  'insights.funnel': 'OAMN',
  'insights.dropOff': 'OAMN',
  'insights.scores': 'OAMN',
  'insights.comments': 'OAMN',
  'insights.behind': 'OAMN',
  'insights.annotations.list': 'OAMN',
  'insights.annotations.add': 'OAN',
  'insights.annotations.remove': 'OAN',
  'insights.movements': 'OAMN',
  'insights.churnReasons': 'OAMN',
  'segments.list': 'OAMN',
  'segments.get': 'OAMN',
  'segments.vocabulary': 'OAMN',
  'segments.preview': 'OAMN',
  'segments.save': 'OAN',
  'segments.archive': 'OAN',
  'moderation.queue': 'OAM',
  'moderation.counts': 'OAM',
  'moderation.case': 'OAM',
  'moderation.claim': 'OAM',
  'moderation.release': 'OAM',
  'moderation.act': 'OAM',
  'moderation.undo': 'OAM',
  'moderation.audit': 'OAM',
  'members.search': 'OAMN',
  'members.profile': 'OAMN',
  'members.timeline': 'OAMN',
  'members.export': 'OA',
  'members.forget': 'OA',
  'accounts.search': 'OAMN',
  'accounts.profile': 'OAMN',
  'revenue.settings': 'OA',
  'revenue.configure': 'OA',
  'revenue.spend': 'OA',
  'revenue.setSpend': 'OA',
  'revenue.importSubscriptions': 'OA',
};

const letters: Readonly<Record<Role, string>> = { owner: 'O', admin: 'A', moderator: 'M', analyst: 'N' };

let database: Database;
let community: Community;
beforeAll(async () => {
  database = await openTestDatabase();
  community = await Community.open(database);
});
afterAll(() => database.close());

function contextOf(role: Role | null): ConsoleContext {
  return {
    services: community.services,
    requestId: 'test',
    operator: role && { id: newId(), projectId: community.project.id, role },
    address: '127.0.0.1',
    session: { set: () => {}, clear: () => {}, token: null },
  };
}

/** What becomes of a call that makes no sense, by its reason; fine: it was answered. */
async function reasonOf(role: Role | null, path: string): Promise<string> {
  const caller: unknown = consoleRouter.createCaller(contextOf(role));
  const call = path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), caller);
  if (typeof call !== 'function') throw new Error(`${path} is no procedure`);
  try {
    await call(42);
    return 'fine';
  } catch (error) {
    return toHearthError(error).reason;
  }
}

const paths = Object.keys(consoleRouter._def.procedures);

describe('the console', () => {
  it('has no procedure that the matrix does not name, and none that is gone', () => {
    expect(Object.keys(matrix).sort()).toEqual([...paths].sort());
  });

  it.each(Object.entries(matrix))('%s may be called by %s and by nobody else', async (path, allowed) => {
    for (const role of RoleSchema.options) {
      const may = allowed === '-' || allowed.includes(letters[role]);
      const reason = await reasonOf(role, path);
      // Whoever may not is told so before the input is looked at; the others hear what is wrong with it.
      if (may) expect(['bad_request', 'fine']).toContain(reason);
      else expect(reason).toBe('permission_denied');
    }
    if (allowed !== '-') expect(await reasonOf(null, path)).toBe('sign_in_required');
  });
});
