import type { SideConnection } from '../database/side-connection.ts';

/** Tells all who listen, in one statement, which is its own transaction. */
export async function notify(
  side: Pick<SideConnection, 'query'>,
  channel: string,
  payloads: readonly string[],
): Promise<void> {
  await side.query(
    `SELECT pg_notify($1::text, payload) FROM unnest($2::text[]) WITH ORDINALITY AS told (payload, place) ORDER BY place`,
    [channel, payloads],
  );
}
