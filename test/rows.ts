import pg from 'pg';

/** Asks a stack's database itself, past everything that is tested. */
export type Rows = <T extends pg.QueryResultRow>(text: string, params?: unknown[]) => Promise<T[]>;

export const openRows = async (url: string): Promise<{ rows: Rows; close: () => Promise<void> }> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    rows: async (text, params) => (await client.query(text, params)).rows,
    close: () => client.end(),
  };
};
