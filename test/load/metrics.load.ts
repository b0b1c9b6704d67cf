import { expect, inject, test } from 'vitest';
import { bitmapOf, writeBitmap } from '../../packages/api/src/activity/bitmap.ts';
import { foldAll } from '../../packages/api/src/activity/fold.ts';
import { type Database, openDatabase } from '../../packages/api/src/database/database.ts';
import { migrate } from '../../packages/api/src/database/migrate.ts';
import { newId, wireId } from '../../packages/api/src/ids.ts';
import { addDays, intervalStart } from '../../packages/api/src/insights/calendar.ts';
import { getInsight } from '../../packages/api/src/insights/get.ts';
import { getLifecycle } from '../../packages/api/src/insights/lifecycle.ts';
import { getRetention } from '../../packages/api/src/insights/retention.ts';
import { addInteractions, addMembers, type Filling, measureInserts } from './filling.ts';
import { type QuestionName, rawQuestions } from './raw-questions.ts';

/** How many interactions of the first year. `HEARTH_LOAD=10000000 npm run load` is what the targets are about. */
const INTERACTIONS = Number(process.env.HEARTH_LOAD ?? 1_000_000);
const MEMBERS = INTERACTIONS / 50;
const BATCHES = 200;
/** What does not grow with the log weighs more in a small one: there, a smaller lead is asked for. */
const TARGETS = {
  faster: INTERACTIONS >= 10_000_000 ? 50 : 15,
  milliseconds: 60,
  derived: 0.05,
  folding: 1,
  doubling: 1.2,
};
const ZONE = 'America/New_York';
const TODAY = '2026-03-01';

interface Times {
  first: number;
  median: number;
}

test('metrics are counted from bitmaps, far faster than from the log', async () => {
  const database = await openDatabase({
    url: inject('postgresUrl'),
    statementTimeoutMs: 0,
    maxConnections: 6,
  });
  try {
    await run(database);
  } finally {
    await database.close();
  }
});

async function run(database: Database): Promise<void> {
  const filling: Filling = {
    projectId: newId(),
    surveyId: newId(),
    members: MEMBERS,
    end: new Date('2026-03-01T17:00:00Z'),
  };
  const misses: string[] = [];
  const demand = (isMet: boolean, name: string, found: string) => {
    if (!isMet) misses.push(`${name}: ${found}`);
    return isMet ? '' : '  ← missed';
  };

  await migrate(database);
  say(
    `Filling in ${INTERACTIONS.toLocaleString('en')} interactions of ${MEMBERS.toLocaleString('en')} members …`,
  );
  await addMembers(database, filling);
  await addInteractions(database, filling, INTERACTIONS, 1);
  await database.script('VACUUM ANALYZE');

  const folding = await timed(() => foldAll(database, filling.projectId, filling.end));
  const inserts = await measureInserts(database, filling, BATCHES);
  const tail = await timed(() => foldAll(database, filling.projectId, filling.end));
  const rates = [INTERACTIONS / (folding / 1_000), (BATCHES * 1_000) / (tail / 1_000)];
  await database.script('VACUUM ANALYZE');
  const size = await measureSize(database);
  const segmentId = await addSegment(database, filling);

  say('\nquestion                      raw SQL ms   first ms   median ms      ratio');
  const once = new Map<QuestionName, Times>();
  for (const name of names) {
    const raw = await timeRaw(database, filling, name);
    const engine = await timeEngine(database, filling, segmentId, name);
    once.set(name, engine);
    const ratio = raw / engine.median;
    const note =
      demand(ratio >= TARGETS.faster, `${name}, times faster`, ratio.toFixed(0)) ||
      demand(engine.median < TARGETS.milliseconds, `${name}, ms`, engine.median.toFixed(1));
    say(row(name, [raw, engine.first, engine.median, ratio]) + note);
  }

  const share = size.derived / size.raw;
  say(
    `\nraw rows with their indexes ${mb(size.raw)}, derived ${mb(size.derived)}: ${(100 * share).toFixed(1)} %` +
      demand(share <= TARGETS.derived, 'derived size, %', (100 * share).toFixed(1)),
  );
  for (const [index, rate] of rates.entries()) {
    const ratio = rate / inserts;
    say(
      `fold of ${index === 0 ? 'everything' : 'a long tail'}: ${Math.round(rate).toLocaleString('en')} rows/s; bare inserts ` +
        `${Math.round(inserts).toLocaleString('en')} rows/s: ${ratio.toFixed(1)} ×` +
        demand(ratio >= TARGETS.folding, 'fold rate to insert rate', ratio.toFixed(2)),
    );
  }

  say('\nThe same members do as much again …');
  await addInteractions(database, filling, INTERACTIONS, 2);
  await foldAll(database, filling.projectId, filling.end);
  await database.script('VACUUM ANALYZE');
  say('question                       once ms   twice ms      ratio');
  for (const name of names) {
    const before = once.get(name)?.median ?? Number.NaN;
    const { median } = await timeEngine(database, filling, segmentId, name);
    const ratio = median / before;
    say(
      row(name, [before, median, ratio]) +
        demand(ratio < TARGETS.doubling, `${name}, doubled`, ratio.toFixed(2)),
    );
  }
  expect(misses).toEqual([]);
}

const names = Object.keys(rawQuestions).filter((name): name is QuestionName => name in rawQuestions);
const say = (line: string) => process.stdout.write(`${line}\n`);
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
const row = (name: string, numbers: readonly number[]) =>
  name.padEnd(28) + numbers.map((number) => number.toFixed(1).padStart(11)).join('');

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** From when each question looks; all end with the last whole day. */
function firstDay(name: QuestionName): string {
  if (name === 'NPS by month') return '2025-03-01';
  return name.includes('weeks') ? addDays(intervalStart(TODAY, 'week'), -12 * 7) : addDays(TODAY, -90);
}
const lastDay = (name: QuestionName): string =>
  name.includes('weeks') ? intervalStart(TODAY, 'week') : TODAY;

async function timeRaw(database: Database, { projectId }: Filling, name: QuestionName): Promise<number> {
  const ask = () => database.query(rawQuestions[name], [projectId, ZONE, firstDay(name), lastDay(name)]);
  return median([await timed(ask), await timed(ask), await timed(ask)]);
}

async function timeEngine(
  database: Database,
  { projectId, end }: Filling,
  segmentId: string,
  name: QuestionName,
): Promise<Times> {
  const services = { database, now: () => end };
  const period = { from: firstDay(name), to: lastDay(name), segmentId };
  const insight = { ...period, withReactivation: false };
  const ask = {
    'DAU, 90 days': () =>
      getInsight(services, projectId, { ...insight, metric: 'daily_active_members', interval: 'day' }),
    'WAU and MAU': async () => {
      await getInsight(services, projectId, {
        ...insight,
        metric: 'weekly_active_members',
        interval: 'month',
      });
      await getInsight(services, projectId, {
        ...insight,
        metric: 'monthly_active_members',
        interval: 'month',
      });
    },
    'Retention, 12 weeks': () =>
      getRetention(services, projectId, { ...period, interval: 'week', mode: 'on', cohort: 'first' }),
    'Lifecycle, 12 weeks': () => getLifecycle(services, projectId, { ...period, interval: 'week' }),
    'NPS by month': () => getInsight(services, projectId, { ...insight, metric: 'nps', interval: 'month' }),
  }[name];
  const first = await timed(ask);
  const times: number[] = [];
  for (let index = 0; index < 11; index += 1) times.push(await timed(ask));
  return { first, median: median(times) };
}

/** Every third member, by ordinal, as a segment that has just been worked out. */
async function addSegment(database: Database, { projectId, end }: Filling): Promise<string> {
  const id = newId();
  const members = bitmapOf(Array.from({ length: Math.ceil(MEMBERS / 3) }, (_, index) => index * 3));
  await database.execute(
    `INSERT INTO segment (project_id, id, name, members, size, refreshed_at)
     VALUES ($1::uuid, $2::uuid, 'A third', $3::bytea, $4::int, $5::timestamptz)`,
    [projectId, id, writeBitmap(members), members.size, end],
  );
  await database.execute(
    `INSERT INTO segment_version (project_id, segment_id, version, rule) VALUES ($1::uuid, $2::uuid, 1, '{}')`,
    [projectId, id],
  );
  return wireId('segment', id);
}

async function measureSize(database: Database): Promise<{ raw: number; derived: number }> {
  const [found] = await database.query<{ raw: number; derived: number }>(
    `SELECT pg_total_relation_size('interaction') AS raw,
            pg_total_relation_size('activity_day') + pg_total_relation_size('answer_day') AS derived`,
  );
  return found ?? { raw: 0, derived: 0 };
}
