import { parseArgs } from 'node:util';
import { migrate, openDatabase, rebuildProjects } from '@hearth/api';
import type { Environment } from '../environment.ts';

/** Works out anew what the metrics are counted from: of one project, or of all. Servers may go on running meanwhile. */
export async function rebuildMetrics(args: string[], environment: Environment): Promise<void> {
  const { values } = parseArgs({ args, options: { 'site-key': { type: 'string' } } });
  const database = await openDatabase({ url: environment.databaseUrl });
  try {
    await migrate(database);
    for await (const name of rebuildProjects(database, values['site-key'], () => new Date())) {
      process.stdout.write(`Rebuilt the metrics of ${name}\n`);
    }
  } finally {
    await database.close();
  }
}
