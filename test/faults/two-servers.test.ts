import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openRows } from '../rows.ts';
import type { Program } from '../stack.ts';
import { oneOf, wholeFrom } from './random.ts';
import { openStage } from './stage.ts';

const stage = openStage();
const { again, random } = stage;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A balancer that knows no state: each request goes to any of these. */
const spread = (origins: readonly string[]) => (url: string) =>
  url.replace(stage.stack.api, oneOf(random, origins) ?? stage.stack.api);

/** The next release: what was built, and one migration more. It lies as deep as the other, whose packages it uses. */
async function buildNext(): Promise<{ script: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(root, 'apps/server/dist-next-'));
  await cp(join(root, 'apps/server/dist'), folder, { recursive: true });
  const migration = join(folder, 'migrations/20991231000000_next');
  await mkdir(migration);
  await writeFile(
    join(migration, 'migration.sql'),
    `ALTER TABLE post ADD COLUMN next text; ALTER TABLE interaction ADD COLUMN next text;
     ALTER TABLE ledger_account ADD COLUMN next int NOT NULL DEFAULT 0; CREATE INDEX next_complete ON survey_answer (complete);
     CREATE TABLE next (project_id uuid PRIMARY KEY REFERENCES project (id));
     SELECT enclose_tenants();`,
  );
  return {
    script: relative(root, join(folder, 'server.js')),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

describe('two servers over one database', () => {
  test('lose nothing and count nothing twice, while each is killed in turn', async () => {
    const second = await stage.stack.another();
    const route = spread([stage.stack.api, second.api]);
    const weather = { copies: 2, latest: 300, loses: 0.02 };
    const load = await stage.begin({ members: 10, route, weather, named: 'two-' });
    let other: Program = second.backend;
    for (let kills = 0; kills < 2; kills += 1) {
      await pause(wholeFrom(random, 300, 1000));
      await stage.stack.backend().end('SIGKILL');
      await stage.stack.restart();
      load.hurry();
      await pause(wholeFrom(random, 300, 1000));
      await other.end('SIGKILL');
      other = await second.restart();
      load.hurry();
    }
    await pause(500);
    await load.end();
    await other.end('SIGTERM');

    expect(await load.problems(), again).toEqual([]);
    expect(
      load.missed.filter((status) => status !== 503),
      again,
    ).toEqual([0]);
    expect(load.history.count('accepted'), again).toBeGreaterThan(300);
  });

  test('serve on while the newer one migrates under the older, whatever else is going on', async () => {
    const next = await buildNext();
    const { rows, close } = await openRows(stage.databaseUrl);
    try {
      const load = await stage.begin({ members: 8, named: 'next-' });
      await pause(500);
      // A long question, such as a backup's: the migration has to wait for it, and nobody for the migration.
      await rows('BEGIN');
      await rows('SELECT count(*) FROM post');
      const since = load.history.count('accepted');
      const starting = stage.stack.another(next.script);
      await pause(4000);
      const meanwhile = load.history.count('accepted') - since;
      await rows('ROLLBACK');
      const newer = await starting;
      await pause(1000);
      await load.end();
      await newer.backend.end('SIGTERM');

      const [migrated] = await rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM _prisma_migrations WHERE migration_name LIKE '%_next'`,
      );
      expect(migrated, again).toEqual({ n: 1 });
      expect(meanwhile, 'the older one stood still while the newer one waited').toBeGreaterThan(0);
      expect(
        load.missed.filter((status) => status !== 503),
        again,
      ).toEqual([]);
      expect(await load.problems(), again).toEqual([]);
    } finally {
      await close();
      await next.remove();
    }
  });
});
