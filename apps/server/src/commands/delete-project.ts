import { parseArgs } from 'node:util';
import { Bus, type Database, deleteProject, readHoldings } from '@hearth/api';
import type { Environment } from '../environment.ts';
import { openLogger } from '../logger.ts';
import { openMigrated } from '../migrated-database.ts';
import { joinOthers } from '../other-processes.ts';

const USAGE = 'delete-project (--site-key pk_live_… | --project-id UUID) [--confirm "Its exact name"]';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Deletes a project and everything of it, for good; without its name typed back, it says what that would be. */
export async function deleteProjectCommand(args: string[], environment: Environment): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      'site-key': { type: 'string' },
      'project-id': { type: 'string' },
      confirm: { type: 'string' },
    },
  });
  const named = readName(values['site-key'], values['project-id']);
  const { database } = await openMigrated({ url: environment.databaseUrl });
  try {
    const { id, name, siteKey, rows } = await readHoldings(database, named);
    const total = rows.reduce((sum, { count }) => sum + count, 0);
    const lines = rows.map(({ table, count }) => `${String(count).padStart(12)}  ${table}`);
    process.stdout.write(`Project ${name}, ${siteKey}, ${id}\n${lines.join('\n')}\n`);
    if (values.confirm !== name) {
      const wrong = values.confirm === undefined ? '' : `Its name is not ${JSON.stringify(values.confirm)}. `;
      throw new Error(
        `${wrong}Nothing was deleted. To delete these ${total} rows for good, say the same again with --confirm ${JSON.stringify(name)}`,
      );
    }
    process.stdout.write('Closing it, and deleting it as soon as every server has noticed …\n');
    await tellingOthers(database, environment, (bus) =>
      deleteProject({ database, bus, now: () => new Date() }, id),
    );
    process.stdout.write(`Deleted ${name}: ${total} rows.\n`);
  } finally {
    await database.close();
  }
}

function readName(siteKey: string | undefined, id: string | undefined): { siteKey: string } | { id: string } {
  if (siteKey && id === undefined) return { siteKey };
  if (id && siteKey === undefined && UUID.test(id)) return { id: id.toLowerCase() };
  throw new Error(`Usage: ${USAGE}`);
}

/** What is announced on the bus is heard by the servers that run on this database. */
async function tellingOthers(
  database: Database,
  environment: Environment,
  work: (bus: Bus) => Promise<void>,
): Promise<void> {
  const bus = new Bus();
  const log = openLogger('error');
  const { leave } = await joinOthers(database, bus, { url: environment.databaseUrl, log });
  await work(bus).finally(leave);
}
