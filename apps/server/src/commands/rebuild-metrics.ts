import { parseArgs } from 'node:util';
import { rebuildProjects } from '@hearth/api';
import type { Environment } from '../environment.ts';
import { openMigrated } from '../migrated-database.ts';

/** Works out anew what the metrics are counted from: of one project, or of all. Servers may go on running meanwhile. */
export async function rebuildMetrics(args: string[], environment: Environment): Promise<void> {
  const { values } = parseArgs({ args, options: { 'site-key': { type: 'string' } } });
  const { database } = await openMigrated({ url: environment.databaseUrl });
  try {
    for await (const name of rebuildProjects(database, values['site-key'], () => new Date())) {
      process.stdout.write(`Rebuilt the metrics of ${name}\n`);
    }
  } finally {
    await database.close();
  }
}
