import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Office } from '../testing/office.ts';

let database: Database;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('days are counted anew when the project moves to another time zone, and moved back they are as before', async () => {
  const office = await Office.open(database);
  const { community } = office;
  const admin = await office.as('admin');
  const move = async (timeZone: string) => {
    const { version, name, homeUrl } = await admin.project.get();
    await admin.project.save({ version, name, homeUrl, timeZone });
  };
  // 23:00 on the 1st in UTC is the 2nd in Tokyo.
  community.pass({ minutes: 11 * 60 });
  await community.record(await community.member(), 'event.tracked', { name: 'opened' });
  community.pass({ days: 5 });
  const active = async () => {
    const period = { from: '2026-03-01', to: '2026-03-03', interval: 'day' } as const;
    const { series } = await admin.insights.get({ metric: 'active_members', ...period });
    return series.map(({ value }) => value);
  };

  expect(await active()).toEqual([1, 0]);
  await move('Asia/Tokyo');
  expect(await active()).toEqual([0, 1]);
  await move('UTC');
  expect(await active()).toEqual([1, 0]);
});
