import type { Database } from '@hearth/api';
import type { Transaction } from '../../../packages/api/src/database/database.ts';
import type { SqlParam } from '../../../packages/api/src/database/sql.ts';

/**
 * The database as an application would ask it whose every filter names the wrong project: wherever a statement's
 * parameters say `from`, they say `to`. Whose request it is stays as it was: that is what the second wall goes by.
 */
export function misdirect(database: Database, from: string, to: string): Database {
  const turn = (params: readonly SqlParam[] = []): SqlParam[] =>
    params.map((param) => (Array.isArray(param) ? turn(param) : param === from ? to : param));
  const around = (tx: Transaction): Transaction => ({
    query: (text, params) => tx.query(text, turn(params)),
    execute: (text, params) => tx.execute(text, turn(params)),
    script: (text) => tx.script(text),
    later: (write) => tx.later(write),
    savepoint: (fn) => tx.savepoint((inner) => fn(around(inner))),
  });
  return {
    get engine() {
      return database.engine;
    },
    get prisma() {
      return database.prisma;
    },
    query: (text, params) => database.query(text, turn(params)),
    execute: (text, params) => database.execute(text, turn(params)),
    script: (text) => database.script(text),
    transaction: (fn, options) => database.transaction((tx) => fn(around(tx)), options),
    ping: () => database.ping(),
    close: () => database.close(),
  };
}
