import { parseArgs } from 'node:util';
import { findProjectId, invitationLink, inviteOperator } from '@hearth/api';
import { type Role, RoleSchema } from '@hearth/schema';
import type { Environment } from '../environment.ts';
import { openMigrated } from '../migrated-database.ts';

const USAGE = 'create-operator --site-key pk_live_… --email ada@example.com --name "Ada" [--role owner]';

/** Makes an operator and prints the one-time link by which they choose a password. */
export async function createOperator(args: string[], environment: Environment): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      'site-key': { type: 'string' },
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', default: 'owner' },
    },
  });
  const { 'site-key': siteKey, email, name } = values;
  if (!siteKey || !email || !name) throw new Error(`Usage: ${USAGE}`);
  const role: Role = RoleSchema.parse(values.role);
  const { database } = await openMigrated({ url: environment.databaseUrl });
  try {
    const project = await findProjectId(database, siteKey);
    if (!project) throw new Error('No project has this site key. Create one with create-project.');
    const invitation = { projectId: project.id, email, name, role, now: new Date() };
    const { token } = await inviteOperator(database, invitation);
    const publicUrl = environment.publicUrl ?? `http://localhost:${environment.port}`;
    process.stdout.write(
      `${name} chooses a password here, once, within three days:\n${invitationLink(publicUrl, token)}\n`,
    );
  } finally {
    await database.close();
  }
}
