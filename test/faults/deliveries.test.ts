import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { openRows } from '../rows.ts';
import { openStage } from './stage.ts';

const stage = openStage();
const { again } = stage;

const run = async <T extends Record<string, unknown>>(query: string): Promise<T[]> => {
  const { rows, close } = await openRows(stage.databaseUrl);
  const found = await rows<T>(query);
  await close();
  return found;
};

/** How often transactions waited for each other in a circle, so that the database had to end one. */
const deadlocks = async () => {
  // What a connection knows of this it reports within a second.
  await pause(1500);
  const [row] = await run<{ n: number }>(
    'SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()',
  );
  return row?.n;
};

describe('what members send', () => {
  test('counts once, however often and late it arrives, in whatever order, heard or not', async () => {
    const weather = { copies: 5, latest: 1500, loses: 0.1 };
    const load = await stage.begin({ members: 6, weather, named: 'often-' });
    await pause(3000);
    await load.end();

    expect(await load.problems(), again).toEqual([]);
    expect(await deadlocks(), again).toBe(0);
    expect(load.missed, again).toEqual([]);
    // Every copy but one of what was stored found it there.
    expect(load.history.count('duplicate'), again).toBeGreaterThan(load.history.count('accepted') * 0.95);
    expect(load.history.count('accepted'), again).toBeGreaterThan(300);
  });

  test('is stored although every batch holds something that no server takes', async () => {
    const load = await stage.begin({ members: 6, poison: true, named: 'poison-' });
    await pause(3000);
    await load.end();

    expect(await load.problems(), again).toEqual([]);
    expect(load.history.count('rejected'), again).toBeGreaterThan(50);
    expect(load.history.count('accepted'), again).toBeGreaterThan(300);
  });

  test('is stored although some of it breaks the very code that handles it', async () => {
    // As a bug in a feature would, for one post in three and one comment in five.
    await run(`CREATE FUNCTION break_some() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF abs(hashtext(NEW.text)) % (CASE TG_TABLE_NAME WHEN 'post' THEN 3 ELSE 5 END) = 0 THEN
          RAISE EXCEPTION 'A bug';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER break_some BEFORE INSERT ON post FOR EACH ROW EXECUTE FUNCTION break_some();
      CREATE TRIGGER break_some BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION break_some();`);
    const load = await stage.begin({ members: 6, named: 'broken-' });
    await pause(3000);
    await load.end();
    await run('DROP FUNCTION break_some CASCADE');

    expect(await load.problems(), again).toEqual([]);
    const codes = load.members.flatMap(({ told }) =>
      told.flatMap((one) => (one.status === 'rejected' ? one.code : [])),
    );
    expect(codes, again).toContain('handler_failed');
    expect(load.missed, again).toEqual([]);
    expect(load.history.count('accepted'), again).toBeGreaterThan(100);
  });
});
