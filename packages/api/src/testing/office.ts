import type { Role } from '@hearth/schema';
import type { Database } from '../database/database.ts';
import { describeError } from '../errors/describe.ts';
import { newId } from '../ids.ts';
import { consoleRouter } from '../router.ts';
import { Community } from './community.ts';

const createCaller = consoleRouter.createCaller;
export type Caller = ReturnType<typeof createCaller>;

/** A project with operators who ask by the console's own procedures. */
export class Office {
  readonly community: Community;

  private constructor(community: Community) {
    this.community = community;
  }

  static async open(database: Database): Promise<Office> {
    return new Office(await Community.open(database));
  }

  /** An operator who has chosen a password. UUID. */
  async hire(role: Role): Promise<string> {
    const id = newId();
    await this.community.add('operator', {
      id,
      role,
      email: `${id}@acme.example`,
      name: `The ${role}`,
      password_hash: 'chosen',
    });
    return id;
  }

  /** What an operator can call; one of this role, or this one. */
  async as(role: Role, id?: string): Promise<Caller> {
    const { services, project } = this.community;
    const operator = { id: id ?? (await this.hire(role)), projectId: project.id, role };
    const session = { set: () => {}, clear: () => {}, token: null };
    return createCaller({ services, requestId: 'test', operator, address: '127.0.0.1', session });
  }
}

/** What whoever asked is told of an error, or "done". */
export async function wordsOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    return describeError(error, { requestId: 'test' }).message;
  }
  return 'done';
}
