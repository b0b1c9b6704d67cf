import { findProjectId, invitationLink, inviteOperator } from '@hearth/api';
import { InviteInputSchema, RoleSchema } from '@hearth/schema';
import { z } from 'zod';
import type { Environment } from '../environment.ts';
import { openMigrated } from '../migrated-database.ts';
import { readArguments } from './read-arguments.ts';

const usage =
  'create-operator --site-key pk_live_… --email ada@example.com --name "Ada" [--role owner|admin|moderator|analyst]';
const schema = InviteInputSchema.extend({ 'site-key': z.string(), role: RoleSchema.default('owner') });

/** Makes an operator and prints the one-time link by which they choose a password; a new link for one who is there. */
export async function createOperator(args: string[], environment: Environment): Promise<void> {
  const { 'site-key': siteKey, ...operator } = readArguments(args, { usage, schema });
  const { database } = await openMigrated({ url: environment.databaseUrl });
  try {
    const project = await findProjectId(database, siteKey);
    if (!project) throw new Error('No project has this site key. Create one with create-project.');
    const invitation = { ...operator, projectId: project.id, now: new Date() };
    const { token, isNew } = await inviteOperator(database, invitation);
    const publicUrl = environment.publicUrl ?? `http://localhost:${environment.port}`;
    const said = isNew
      ? `${operator.name} chooses a password here`
      : `${operator.email} is an operator already, and chooses a new password here`;
    process.stdout.write(`${said}, once, within three days:\n${invitationLink(publicUrl, token)}\n`);
  } finally {
    await database.close();
  }
}
