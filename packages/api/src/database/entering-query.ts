import pg from 'pg';

/**
 * Enters a tenant's scope for what is sent with it; gives no row, which the driver would take for the statement's own:
 * the role's name is no list of UUIDs.
 */
const ENTER = `SELECT FROM set_config('role', 'hearth_app', true) AS role,
  set_config('hearth.projects', $1, true) AS projects WHERE role = projects`;

interface EnteringConfig extends pg.QueryConfig {
  query_timeout: number;
  queryMode: 'extended';
}

/**
 * One statement in a tenant's scope, in one message and so in one transaction of its own: nothing is waited for between
 * entering, asking and leaving. The server leaves the scope by itself when the message's end has ended the transaction.
 *
 * @param projects UUIDs with commas between
 */
export function queryWithin<Row extends pg.QueryResultRow>(
  client: pg.PoolClient,
  projects: string,
  { text, values, query_timeout }: { text: string; values: unknown[]; query_timeout: number },
): Promise<pg.QueryResult<Row>> {
  return new Promise((resolve, reject) => {
    const config: EnteringConfig = { text, values, query_timeout, queryMode: 'extended' };
    const query = new pg.Query<Row>(config, (error, results) => {
      if (error) return reject(error);
      // The driver hands over both statements' results.
      const result = Array.isArray(results) ? results.at(-1) : results;
      resolve(result);
    });
    const { submit } = query;
    query.submit = (connection) => {
      connection.stream.cork();
      try {
        connection.parse({ name: '', text: ENTER, types: [] }, true);
        connection.bind({ values: [projects] }, true);
        connection.execute({}, true);
        return submit.call(query, connection);
      } finally {
        connection.stream.uncork();
      }
    };
    client.query(query);
  });
}
