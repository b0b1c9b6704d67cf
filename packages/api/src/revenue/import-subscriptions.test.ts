import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../database/database.ts';
import { openTestDatabase } from '../database/testing.ts';
import { Community } from '../testing/community.ts';
import { importSubscriptions } from './import-subscriptions.ts';

let database: Database;
let community: Community;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  community = await Community.open(database);
});

const load = (csv: string | Readable) => importSubscriptions(community.services, community.project.id, csv);
const HEADER = 'account,id,interval,amount,currency,start,end,quantity';
const file = (...lines: string[]) => [HEADER, ...lines].join('\n');
const steps = async () => {
  const rows = await database.query<{ at: Date; mrr: number }>(
    'SELECT at, mrr FROM mrr_step WHERE project_id = $1::uuid ORDER BY at',
    [community.project.id],
  );
  return rows.map(({ at, mrr }) => [at.toISOString().slice(0, 10), mrr]);
};

describe('a file of subscriptions', () => {
  it('is stored, and imported again changes nothing', async () => {
    const csv = file(
      'acme,sub_1,month,5000,USD,2026-01-01,2026-02-01,',
      'acme,sub_1,year,120000,usd,2026-02-01,,2',
    );
    expect(await load(csv)).toEqual({ stored: 2, known: 0, rejected: [], rejectedTotal: 0 });
    expect(await load(csv)).toEqual({ stored: 0, known: 2, rejected: [], rejectedTotal: 0 });
    expect(await steps()).toEqual([
      ['2026-01-01', 5000],
      ['2026-02-01', 20_000],
    ]);
  });

  it('changes what has changed since: an end that came when it came, a price from now on', async () => {
    await load(file('acme,one,month,5000,USD,2026-01-01,,', 'acme,two,month,100,USD,2026-01-01,,'));
    await load(file('acme,one,month,5000,USD,2026-01-01,2026-02-10,', 'acme,two,month,300,USD,2026-01-01,,'));
    expect(await steps()).toEqual([
      ['2026-01-01', 5100],
      ['2026-02-10', 100],
      ['2026-03-01', 300],
    ]);
  });

  it('of 10,000 lines of which one is bad: that one is reported, the rest is stored', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      index === 4_998
        ? 'acme,sub_bad,month,-5,USD,2026-01-01,,'
        : `account ${index % 3_000},sub_${index},month,${1000 + index},USD,2026-01-01,,`,
    );
    const report = await load(Readable.from([Buffer.from(file(...lines))]));
    expect(report).toEqual({
      stored: 9_999,
      known: 0,
      rejected: [
        {
          line: 5_000,
          message: 'The column "amount" is not valid: Money is not negative here. Send 0 or more.',
        },
      ],
      rejectedTotal: 1,
    });
    expect(await community.count('mrr_step')).toBe(3_000);
  }, 60_000);

  it.each([
    ['"amount"', 'acme,s,month,12.5,USD,,,'],
    ['"amount"', 'acme,s,month,=1+1,USD,,,'],
    ['"currency"', 'acme,s,month,1,QQQ,,,'],
    ['"interval"', 'acme,s,fortnight,1,USD,,,'],
    ['"account" is empty', ',s,month,1,USD,,,'],
    ['"start"', 'acme,s,month,1,USD,yesterday,,'],
    ['"end"', 'acme,s,month,1,USD,2026-02-01,2026-01-01,'],
    ['more than 9,007', 'acme,s,month,9007199254740991,USD,,,2'],
    ['9 values', 'acme,s,month,1,USD,,,1,more'],
  ])('a line is refused for its %s, the next one is stored', async (reason, line) => {
    const report = await load(file(line, 'acme,sub_1,month,5000,USD,2026-01-01,,'));
    expect(report).toMatchObject({ stored: 1, rejected: [{ line: 2 }] });
    expect(report.rejected[0]?.message).toContain(reason);
  });

  it('may not contradict itself', async () => {
    const report = await load(file('acme,s,month,1,USD,2026-01-01,,', 'acme,s,month,2,USD,2026-01-01,,'));
    expect(report).toMatchObject({ stored: 1, rejected: [{ line: 3 }] });
  });

  it('that together is beyond exact numbers loses only the line that is', async () => {
    const most = '9007199254740991';
    const report = await load(
      file(`acme,one,month,${most},USD,,,`, `acme,two,month,${most},USD,,,`, 'globex,three,month,1,USD,,,'),
    );
    expect(report).toMatchObject({ stored: 2, rejectedTotal: 1, rejected: [{ line: 3 }] });
  });
});

describe('what is no such file is refused whole', () => {
  it('a header that lacks columns names them', async () => {
    await expect(load('account,id,price\nacme,s,1')).rejects.toThrow('lacks interval, amount, currency');
    await expect(load('')).rejects.toThrow('header');
    await expect(load(`${HEADER},id\n`)).rejects.toThrow('id twice');
  });

  it('a quote where none may stand, an open one, and more than 10 MB', async () => {
    await expect(load('["acme"]')).rejects.toMatchObject({ reason: 'bad_request' });
    await expect(load(file('acme,"s,month'))).rejects.toMatchObject({ reason: 'bad_request' });
    await expect(load(`${HEADER}\n${'x'.repeat(20_000)}`)).rejects.toMatchObject({ reason: 'bad_request' });
    const large = Readable.from(Array.from({ length: 11 }, () => Buffer.alloc(1024 * 1024, 'x')));
    await expect(load(large)).rejects.toMatchObject({ reason: 'body_too_large' });
    await expect(load(`${HEADER}${'\n'.repeat(100_001)}`)).rejects.toThrow('100,000 lines');
    expect(await community.count('subscription')).toBe(0);
  });
});
