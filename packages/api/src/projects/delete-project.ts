import { setTimeout as pause } from 'node:timers/promises';
import type { Services } from '../context.ts';
import type { Database, Transaction } from '../database/database.ts';
import { isConflict } from '../database/errors.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { PROJECT_LIFETIME } from '../identity/identity.ts';
import { deletionOrder } from './deletion-order.ts';
import {
  announceDeletion,
  countRows,
  deleteRows,
  findNamed,
  lockRows,
  type NamedProject,
  readTenantTables,
  setClosed,
} from './deletion-store.ts';

/** What would go. */
export interface Holdings extends NamedProject {
  /** Of each table that has any: in the order in which they go. */
  rows: { table: string; count: number }[];
}

/** However much there is to delete or to count. */
const UNHURRIED = { statementTimeoutMs: 0 };
/** Until those who began before the project was closed have ended, or were ended by their own limits. Milliseconds. */
const GRACE = PROJECT_LIFETIME + 2_000;
const MOST_TRIES = 5;

/**
 * All that belongs to a project, which is named by its UUID or its site key.
 * @throws HearthError not_found
 */
export async function readHoldings(
  database: Database,
  named: { id: string } | { siteKey: string },
): Promise<Holdings> {
  const project = await findNamed(database, named);
  if (!project) throw new HearthError('not_found', 'There is no such project.');
  return { ...project, rows: await countHoldings(database, project.id) };
}

/**
 * Deletes a project and all that belongs to it, in one transaction, while servers go on serving the others. It is
 * closed first: then nobody is let in who could wait for a row that is going, and make a whole group wait. Should the
 * deletion fail, nothing is gone and the project is open again; should this process end half way, it stays closed, and
 * deleting it again does the rest.
 *
 * @param graceMs how long processes that are told of nothing may still believe the project is open
 */
export async function deleteProject(
  { database, bus, now }: Pick<Services, 'database' | 'bus' | 'now'>,
  projectId: string,
  graceMs = database.engine === 'postgres' ? GRACE : 0,
): Promise<void> {
  await setClosed(database, projectId, now());
  bus.emit('settings', { projectId });
  // Who follows it asks again, and is turned away.
  bus.emit('missed', { projectId, missed: true });
  await pause(graceMs);
  try {
    // Again for a row that no foreign key holds, by somebody who was still at it.
    for (let tries = 1; tries === 1 || (await countHoldings(database, projectId)).length > 0; tries += 1) {
      if (tries > MOST_TRIES) throw new Error('Somebody goes on writing to this project. End what does.');
      await deleteAll(database, projectId);
    }
  } catch (error) {
    const reopening = setClosed(database, projectId, null);
    await reopening.catch(() => {
      throw new Error('The deletion failed, and the project stays closed. Delete it again.', {
        cause: error,
      });
    });
    throw error;
  } finally {
    bus.emit('settings', { projectId });
  }
}

async function countHoldings(database: Database, projectId: string): Promise<Holdings['rows']> {
  const count = async (tx: Transaction) => {
    const tables = deletionOrder(await readTenantTables(tx));
    const counts = await countRows(tx, tables, projectId);
    return tables.map(({ name }, index) => ({ table: name, count: counts[index] ?? 0 }));
  };
  const all = await database.transaction(count, { ...UNHURRIED, readOnly: true });
  return all.filter((one) => one.count > 0);
}

/** Two in each other's way: the database ends one of them, and this one begins again. */
async function deleteAll(database: Database, projectId: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.transaction((tx) => deleteIn(tx, projectId), UNHURRIED);
    } catch (error) {
      if (tries === MOST_TRIES || !isConflict(error)) throw error;
    }
  }
}

async function deleteIn(tx: Transaction, projectId: string): Promise<void> {
  const tables = deletionOrder(await readTenantTables(tx));
  const pointedTo = new Set(tables.flatMap(({ pointsTo }) => pointsTo));
  await announceDeletion(tx, projectId);
  // The project itself first: who adds a row holds it, and so has either ended or not begun.
  for (const table of tables.toReversed()) {
    if (pointedTo.has(table.name)) await lockRows(tx, table, projectId);
  }
  for (const table of tables) await deleteRows(tx, table, projectId);
}
