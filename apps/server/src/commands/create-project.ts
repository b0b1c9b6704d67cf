import { createHs256Key, createProject, createSecretKey } from '@hearth/api';
import { OriginSchema, ProjectInputSchema } from '@hearth/schema';
import { z } from 'zod';
import type { Environment } from '../environment.ts';
import { openMigrated } from '../migrated-database.ts';
import { readArguments } from './read-arguments.ts';

const usage =
  'create-project --name "Acme" --home-url https://acme.example --origin https://app.acme.example [--origin …]';
const schema = z.object({
  name: ProjectInputSchema.shape.name,
  'home-url': ProjectInputSchema.shape.homeUrl,
  origin: z.array(OriginSchema).default([]),
});

/** Makes a project and prints its keys: the only time that the secret ones are seen. */
export async function createProjectCommand(args: string[], environment: Environment): Promise<void> {
  const {
    name,
    'home-url': homeUrl,
    origin: origins,
  } = readArguments(args, { usage, schema, repeated: ['origin'] });
  const { database } = await openMigrated({ url: environment.databaseUrl });
  try {
    const { projectId, siteKey } = await createProject(database, { name, homeUrl, origins });
    const { keyId, keySecret } = await createHs256Key(database, projectId);
    const { secretKey } = await createSecretKey(database, {
      projectId,
      name: 'First',
      scopes: ['referrals:write'],
      expiresAt: null,
    });
    const lines = [
      `Site key (public):       ${siteKey}`,
      `Signing key id (kid):    ${keyId}`,
      `Signing key (base64url): ${keySecret}`,
      `Secret key:              ${secretKey}`,
      'Keep the last two on your backend. They are not shown again.',
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
  } finally {
    await database.close();
  }
}
