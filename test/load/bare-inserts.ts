import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { rowId } from '../../packages/api/src/ids.ts';
import { draw, type World } from './traffic.mjs';

const BATCH = 1_000;
const CONNECTIONS = 4;

/** The interaction log's columns and primary key, and nothing else of it: no other index, no rule, no trigger. */
export const BARE_TABLE = `
  CREATE TABLE bare (LIKE interaction INCLUDING DEFAULTS, PRIMARY KEY (project_id, id))`;

const INSERT = `
  INSERT INTO bare (project_id, id, member_id, kind, widget, subject, occurred_at, occurred_at_raw, received_at,
                    page, payload)
  SELECT project_id, id, member_id, kind, widget, subject, occurred_at, occurred_at_raw, received_at, page,
         payload::jsonb
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
              $8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[])
    AS i(project_id, id, member_id, kind, widget, subject, occurred_at, occurred_at_raw, received_at, page, payload)`;

interface Bare {
  rows: number;
  milliseconds: number;
  /** Of this process alone. */
  processorMicroseconds: number;
}

/** Rows of the same kind as the sender's, ready to be inserted. */
export function writeBatches(
  count: number,
  { random, world, projectId, memberIds }: BareOptions,
): readonly unknown[][] {
  return Array.from({ length: count }, () => {
    const items = Array.from({ length: BATCH }, () => draw(random, world));
    const now = new Date();
    return [
      items.map(() => projectId),
      items.map(({ id }) => rowId(id)),
      items.map(() => memberIds[Math.floor(random() * memberIds.length)]),
      items.map(({ kind }) => kind),
      items.map(({ payload }) => payload.widget ?? null),
      items.map(({ payload }) => payload.name ?? payload.contentId ?? null),
      items.map(({ occurredAt }) => new Date(occurredAt)),
      items.map(({ occurredAt }) => new Date(occurredAt)),
      items.map(() => now),
      items.map(({ page }) => page),
      items.map(({ payload }) => JSON.stringify(payload)),
    ];
  });
}

export interface BareOptions {
  random: () => number;
  world: World;
  projectId: string;
  memberIds: readonly string[];
}

/** The ceiling that ratios are taken to: inserts of a thousand rows through unnest, over four connections at once. */
export async function insertBare(url: string, batches: readonly unknown[][]): Promise<Bare> {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    let next = 0;
    const since = performance.now();
    const cpu = process.cpuUsage();
    await Promise.all(
      clients.map(async (client) => {
        for (let batch = batches[next]; batch; batch = batches[next]) {
          next += 1;
          await client.query(INSERT, batch);
        }
      }),
    );
    const { user, system } = process.cpuUsage(cpu);
    const milliseconds = performance.now() - since;
    return { rows: batches.length * BATCH, milliseconds, processorMicroseconds: user + system };
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
