import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { Bus } from '../bus.ts';
import { type Database, openDatabase } from '../database/database.ts';
import { isUnavailable } from '../database/errors.ts';
import { openTestDatabase } from '../database/testing.ts';
import { sendFacts } from '../facts/send.ts';
import { codeOf } from '../testing/code-of.ts';
import { Community } from '../testing/community.ts';
import { Recorder } from './recorder.ts';
import { enterProjects } from './store.ts';

let database: Database;
let community: Community;

// The database itself breaks on certain words: nothing of the pipeline is replaced.
const TROUBLE = `
  CREATE SEQUENCE tries;
  GRANT USAGE ON SEQUENCE tries TO hearth_app;
  CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF NEW.text = 'boom' THEN RAISE EXCEPTION 'boom'; END IF;
    -- A sequence is not rolled back: only the first two tries meet somebody else.
    IF NEW.text = 'crowded' AND nextval('tries') <= 2 THEN
      RAISE EXCEPTION 'crowded' USING ERRCODE = 'serialization_failure';
    END IF;
    IF NEW.text = 'mobbed' AND nextval('tries') > 0 THEN
      RAISE EXCEPTION 'mobbed' USING ERRCODE = 'deadlock_detected';
    END IF;
    IF NEW.text = 'full' AND nextval('tries') > 0 THEN
      RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full';
    END IF;
    RETURN NEW;
  END $$;
  CREATE TRIGGER trouble BEFORE INSERT ON post FOR EACH ROW EXECUTE FUNCTION trouble();`;

beforeAll(async () => {
  database = await openTestDatabase();
  await database.script(TROUBLE);
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
  await database.script('ALTER SEQUENCE tries RESTART');
});
/** How often the database was asked to break, and did or did not. */
const tries = async (): Promise<unknown> =>
  (await database.query('SELECT last_value::int AS tries FROM tries'))[0]?.tries;

/** A transaction that is in this project until it is ended. */
async function hold({ alone }: { alone: boolean }): Promise<{ end(): Promise<void> }> {
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let over = Promise.resolve();
  await new Promise<void>((entered, refused) => {
    over = database.transaction(async (tx) => {
      await enterProjects(tx, [community.project.id], { alone });
      entered();
      await ended;
    });
    over.catch(refused);
  });
  return {
    end: () => {
      end();
      return over;
    },
  };
}

describe('a failing handler', () => {
  it('fails its own item alone, and is reported', async () => {
    await community.add('earning_rule', { kind: 'post.created', points: 10, per_day: 9 });
    const members = await Promise.all(Array.from({ length: 8 }, () => community.member()));

    const outcomes = await Promise.all(
      members.flatMap((member, index) => [
        community.record(member, 'post.created', { text: index === 3 ? 'boom' : 'Hello' }),
        community.record(member, 'event.tracked', { name: 'opened' }),
      ]),
    );

    const codes = outcomes.map(codeOf);
    expect(codes.filter((code) => code === 'handler_failed')).toHaveLength(1);
    expect(codes[6]).toBe('handler_failed');
    expect(codes.filter((code) => code === 'accepted')).toHaveLength(15);
    expect(await community.count('post')).toBe(7);
    expect(await community.count('interaction')).toBe(15);
    expect(await community.count('ledger_transaction')).toBe(7);
    expect(community.failures).toMatchObject([{ message: 'boom' }]);
  });

  it('fails a host’s fact alone, and says which one it was', async () => {
    const reported: unknown[] = [];
    const recorder = new Recorder({
      ...community.services,
      onError: (error, { projectId, kind, interactionId }) => {
        reported.push([error, projectId, kind, interactionId !== null]);
      },
    });
    const announced: string[] = [];
    community.services.bus.on('interactions', ({ ids }) => announced.push(...ids));
    const batch = ['Hello', 'boom', 'Bye'].map((text) => ({
      type: 'track',
      messageId: `message-${text}`,
      userId: 'ada',
      event: 'post.created',
      properties: { text },
    }));

    const { accepted, rejected } = await sendFacts(
      { ...community.services, recorder },
      community.project,
      { batch },
      { isHistory: false },
    );

    expect([accepted, rejected]).toMatchObject([2, [{ index: 1, code: 'handler_failed' }]]);
    const stored = await database.query<{ id: string }>(
      'SELECT id FROM interaction WHERE project_id = $1::uuid ORDER BY received_at, id',
      [community.project.id],
    );
    expect(announced.toSorted()).toEqual(stored.map(({ id }) => id).toSorted());
    expect(reported).toMatchObject([[{ message: 'boom' }, community.project.id, 'post.created', true]]);
  });

  it.runIf(inject('database') === 'postgres')(
    'is looked for alone, since that locks in another order than all the others',
    async () => {
      const [maya, noah] = [await community.member(), await community.member()];
      const other = await Community.open(database);
      const stranger = await other.member();
      const done: string[] = [];
      const send = (member: typeof maya, text: string) =>
        community.record(member, 'post.created', { text }).then(() => done.push(text));

      // As another process's group does while it is stored.
      const group = await hold({ alone: false });
      const broken = send(maya, 'boom');
      await other.record(stranger, 'event.tracked', { name: 'opened' });
      await pause(300);
      expect(done).toEqual([]);
      await group.end();
      await broken;

      // As another process does while it looks for what broke one.
      const search = await hold({ alone: true });
      const whole = send(noah, 'Hello');
      await other.record(stranger, 'event.tracked', { name: 'closed' });
      await pause(300);
      expect(done).toEqual(['boom']);
      await search.end();
      await whole;
      expect(done).toEqual(['boom', 'Hello']);
    },
  );

  it('leaves nothing half written of what it had begun', async () => {
    const maya = await community.member();
    const item = community.item('post.created', { text: 'boom' });
    const postId = item.id.replace('int_', 'pst_');

    const outcomes = await community.send(
      maya,
      item,
      community.item('comment.created', { postId, text: 'On a post that never was' }),
    );

    expect(outcomes.map(codeOf)).toEqual(['handler_failed', 'not_found']);
    for (const table of ['interaction', 'post', 'comment']) expect(await community.count(table)).toBe(0);
  });

  it('may be tried again: a refused item was not stored', async () => {
    const maya = await community.member();
    const item = community.item('post.created', { text: 'boom' });
    await community.send(maya, item);

    const outcomes = await community.send(maya, { ...item, payload: { text: 'calm' } });

    expect(outcomes.map(codeOf)).toEqual(['accepted']);
  });
});

describe('a transaction that meets another', () => {
  it('begins again, and nobody notices', async () => {
    const maya = await community.member();

    const outcome = await community.record(maya, 'post.created', { text: 'crowded' });

    expect(codeOf(outcome)).toBe('accepted');
    expect(community.failures).toEqual([]);
    expect(await community.count('post')).toBe(1);
  });

  it('again and again is asked to come back, and nobody’s item is to blame', async () => {
    const maya = await community.member();

    const failed = community.record(maya, 'post.created', { text: 'mobbed' });

    await expect(failed).rejects.toMatchObject({
      reason: 'unavailable',
      message: 'Too many writers at once.',
      retryAfter: 1,
      cause: { message: 'mobbed' },
    });
    expect(await tries()).toBe(5);
    expect(community.failures).toEqual([]);
    expect(await community.count('interaction')).toBe(0);
  });
});

describe('a full disk', () => {
  it('is no item’s fault, and is not asked twice', async () => {
    const maya = await community.member();

    const failed = community.record(maya, 'post.created', { text: 'full' }).catch((error: unknown) => error);

    expect(isUnavailable(await failed)).toBe(true);
    expect(await tries()).toBe(1);
    expect(community.failures).toEqual([]);
    expect(await community.count('interaction')).toBe(0);
  });
});

describe('many requests at once', () => {
  it('share transactions', async () => {
    const maya = await community.member();

    await Promise.all(
      Array.from({ length: 50 }, () => community.record(maya, 'event.tracked', { name: 'opened' })),
    );

    // Each row remembers which transaction wrote it.
    const [row] = await database.query<{ transactions: number }>(
      'SELECT count(DISTINCT xmin::text) AS transactions FROM interaction WHERE project_id = $1::uuid',
      [community.project.id],
    );
    expect(row?.transactions).toBe(1);
  });

  it('of several projects share them too, and each hears of its own items', async () => {
    const other = await Community.open(database);
    const shared = community.services.recorder;
    const [maya, noah] = [await community.member(), await other.member()];
    const told: string[] = [];
    community.services.bus.on('interactions', ({ projectId }) => told.push(projectId));
    const input = { sentAt: community.now.toISOString() };

    await Promise.all([
      shared.record(community.project, maya, {
        ...input,
        items: [community.item('event.tracked', { name: 'a' })],
      }),
      shared.record(other.project, noah, { ...input, items: [other.item('event.tracked', { name: 'b' })] }),
    ]);

    expect(told).toEqual([community.project.id, other.project.id]);
    expect([await community.count('interaction'), await other.count('interaction')]).toEqual([1, 1]);
  });
});

describe('an absent database', () => {
  it('is said quickly, for as long as it is away', async () => {
    // Nobody listens on port 1.
    const away = await openDatabase({ url: 'postgresql://nobody@127.0.0.1:1/none' });
    const recorder = new Recorder({
      database: away,
      bus: new Bus(),
      now: () => community.now,
      onError: () => {},
    });
    const maya = await community.member();
    const send = () =>
      recorder
        .record(community.project, maya, {
          sentAt: community.now.toISOString(),
          items: [community.item('event.tracked', { name: 'opened' })],
        })
        .catch((error: unknown) => error);

    const from = performance.now();
    const [first, second] = [await send(), await send()];
    const took = performance.now() - from;
    await away.close();

    expect(isUnavailable(first)).toBe(true);
    expect(second).toMatchObject({ reason: 'unavailable', retryAfter: 2 });
    expect(took).toBeLessThan(2_500);
  });
});
