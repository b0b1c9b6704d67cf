import { afterAll, describe, expect, test } from 'vitest';
import { openTestDatabase } from './testing.ts';

const database = await openTestDatabase();
afterAll(() => database.close());

/** What one expression comes back as. */
async function readBack(
  expression: string,
  ...params: Parameters<typeof database.query>[1] & object
): Promise<unknown> {
  const [row] = await database.query<{ value: unknown }>(`SELECT ${expression} AS value`, params);
  return row?.value;
}

const instant = '2026-03-29T01:30:00.123Z';
const uuid = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('a column comes back', () => {
  test.each([
    ['int2 as a number', '7::int2', 7],
    ['int4 as a number', '7::int4', 7],
    ['int8 as a number', '9007199254740991::int8', 9007199254740991],
    ['a count as a number', 'count(*)', 1],
    ['float8 as a number', '0.1::float8', 0.1],
    ['numeric as exact text', '0.10::numeric', '0.10'],
    ['bool as a boolean', 'true', true],
    ['text as text', `'a"b\\c,{}'::text`, 'a"b\\c,{}'],
    ['uuid as text', `'${uuid}'::uuid`, uuid],
    ['timestamptz as a Date', `'${instant}'::timestamptz`, new Date(instant)],
    ['timestamp as a Date in UTC', `'2026-03-29 01:30:00.123'::timestamp`, new Date(instant)],
    ['date as text', `'2026-03-29'::date`, '2026-03-29'],
    ['jsonb as what it says', `'{"a":[1,null,"x"]}'::jsonb`, { a: [1, null, 'x'] }],
    ['json null as null', `'null'::jsonb`, null],
    ['bytea as bytes', `'\\x00ff'::bytea`, Buffer.from([0, 255])],
    ['null as null', 'NULL::text', null],
    ['int8[] as numbers', `'{1,NULL,3}'::int8[]`, [1, null, 3]],
    [
      'int8[][] as numbers',
      `'{{1,2},{3,4}}'::int8[]`,
      [
        [1, 2],
        [3, 4],
      ],
    ],
    ['numeric[] as exact texts', `'{0.10,2}'::numeric[]`, ['0.10', '2']],
    ['uuid[] as texts', `ARRAY['${uuid}'::uuid]`, [uuid]],
    ['text[] as texts', `ARRAY['a"b', NULL, 'NULL', '']`, ['a"b', null, 'NULL', '']],
    ['timestamptz[] as Dates', `ARRAY['${instant}'::timestamptz]`, [new Date(instant)]],
    ['date[] as texts', `ARRAY['2026-03-29'::date]`, ['2026-03-29']],
    ['jsonb[] as values', `ARRAY['{"a":1}'::jsonb]`, [{ a: 1 }]],
  ])('%s', async (_name, expression, expected) => {
    expect(await readBack(expression)).toEqual(expected);
  });

  test('an int8 beyond what a number holds is an error, never a rounded number', async () => {
    await expect(readBack('9007199254740993::int8')).rejects.toThrow(/cast the column to text/);
    expect(await readBack('9007199254740993::int8::text')).toBe('9007199254740993');
  });
});

describe('a parameter arrives', () => {
  test.each([
    ['a Date', '$1::timestamptz', new Date(instant), new Date(instant)],
    ['an object as JSON', '$1::jsonb', { a: 'ü"\\' }, { a: 'ü"\\' }],
    ['a list as JSON text', '$1::jsonb', '[1,"a"]', [1, 'a']],
    ['bytes', '$1::bytea', new Uint8Array([0, 1, 255]), Buffer.from([0, 1, 255])],
    ['a bigint', '$1::int8', 12n, 12],
    ['undefined as null', '$1::text', undefined, null],
    ['uuids with a hole', '$1::uuid[]', [uuid, null], [uuid, null]],
    [
      'texts full of traps',
      '$1::text[]',
      ['a,b', '"', '\\', '{}', 'NULL', '', null],
      ['a,b', '"', '\\', '{}', 'NULL', '', null],
    ],
    ['Dates with a hole', '$1::timestamptz[]', [new Date(instant), null], [new Date(instant), null]],
    ['booleans', '$1::bool[]', [true, false, null], [true, false, null]],
    ['whole numbers', '$1::int8[]', [1, -2], [1, -2]],
    ['an empty list', '$1::uuid[]', [], []],
    ['JSON texts as jsonb', '$1::text[]::jsonb[]', ['{"a":1}', '[]'], [{ a: 1 }, []]],
  ])('%s', async (_name, expression, sent, expected) => {
    expect(await readBack(expression, sent)).toEqual(expected);
  });

  test('lists become rows with unnest', async () => {
    const rows = await database.query<{ id: string; at: Date; payload: unknown }>(
      `SELECT id, at, payload::jsonb AS payload
       FROM unnest($1::uuid[], $2::timestamptz[], $3::text[]) AS sent(id, at, payload)`,
      [[uuid], [new Date(instant)], ['{"score":9}']],
    );
    expect(rows).toEqual([{ id: uuid, at: new Date(instant), payload: { score: 9 } }]);
  });
});
