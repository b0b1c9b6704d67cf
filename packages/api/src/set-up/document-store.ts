import type { Database, Sql, Transaction } from '../database/database.ts';
import { isConflict } from '../database/errors.ts';
import { HearthError } from '../errors/hearth-error.ts';
import type { Author } from './author.ts';
import { type Change, noteChange } from './change-store.ts';
import { versioned, versionOf } from './version.ts';

/** Tries of a save that members' doings got in the way of. */
const TRIES = 3;

/** How a document of the set-up is read, and how an edit is written over what is there. */
export interface Document<D extends object, Input> {
  read(sql: Sql, projectId: string): Promise<D>;
  write(tx: Transaction, author: Author, input: Input, current: D): Promise<void>;
}

export async function readDocument<D extends object, Input>(
  database: Database,
  projectId: string,
  document: Document<D, Input>,
): Promise<D & { version: string }> {
  return versioned(await document.read(database, projectId));
}

/**
 * Saves an edit in one transaction, if what it was made from is still what is there; what is there then.
 * @throws HearthError conflict when somebody else has saved meanwhile
 */
export async function saveDocument<D extends object, Input extends { version: string }>(
  database: Database,
  author: Author,
  document: Document<D, Input>,
  input: Input,
  change: Change,
): Promise<D & { version: string }> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await database.transaction(async (tx) => {
        await lockSetUp(tx, author.projectId);
        const current = await document.read(tx, author.projectId);
        if (versionOf(current) !== input.version) {
          throw new HearthError(
            'conflict',
            'Somebody else has saved this meanwhile. Load it again, then make your change once more.',
          );
        }
        await document.write(tx, author, input, current);
        await noteChange(tx, author, change);
        return versioned(await document.read(tx, author.projectId));
      });
    } catch (error) {
      if (left === 1 || !isConflict(error)) throw error;
    }
  }
}

/** One change of a project's set-up at a time. Members' rows, which only refer to the project, do not wait for it. */
export async function lockSetUp(tx: Transaction, projectId: string): Promise<void> {
  await tx.query('SELECT id FROM project WHERE id = $1::uuid FOR NO KEY UPDATE', [projectId]);
}
