import { ConditionSchema, HostFactSchema, HostInteractionSchema } from '@hearth/schema';
import fc from 'fast-check';
import { valuesOf } from './from-schema.ts';

/** What values are made of that are known to the server, so that they get through to what stands behind the schemas. */
export interface Known {
  /** For fields whose schema does not say what is in them, by the field's name. */
  byName: ReadonlyMap<string, fc.Arbitrary<unknown>>;
  /** Ids that match a pattern; undefined when it is none of an id. */
  ids(pattern: string): fc.Arbitrary<string> | undefined;
}

/** Rows by their wire prefix: `pst`, `mem` … and `uuid` for keys. They grow while the attack goes on. */
export type Ids = Map<string, string[]>;

const PREFIX = /^\^\(?([a-z]{3})_/;
const hex = fc.stringMatching(/^[0-9a-f]{12}7[0-9a-f]{3}8[0-9a-f]{15}$/);

const cursors = fc
  .oneof(
    fc.constantFrom(
      '0_00000000-0000-7000-8000-000000000000',
      '999999999999999_00000000-0000-7000-8000-000000000000',
    ),
    fc.constantFrom('[]', '{}', '["a",1]', '{"at":null}', '100', '-1', '9e99', '\0'),
    fc.string({ maxLength: 60 }),
  )
  .chain((text) => fc.constantFrom(text, Buffer.from(text).toString('base64url')));

const csv = fc
  .array(
    fc
      .tuple(
        fc.constantFrom('acme', '', '=1+1', '"', 'é'),
        fc.constantFrom('sub_1', 'sub_2', 'x'.repeat(300)),
        fc.constantFrom('month', 'year', 'never'),
        fc.constantFrom('100', '0', '-1', '1e309', '9'.repeat(40), 'NaN', ''),
        fc.constantFrom('EUR', 'usd', 'XXX', ''),
      )
      .map((cells) => cells.join(',')),
    { maxLength: 6 },
  )
  .map((lines) => ['account,id,interval,amount,currency', ...lines].join('\n'));

/**
 * @param current what a field named so holds on the server now, such as the version that a save has to name
 */
export function knowing(ids: Ids, current: ReadonlyMap<string, () => readonly string[]>): Known {
  const byName = new Map<string, fc.Arbitrary<unknown>>();
  const known: Known = {
    byName,
    ids: (pattern) => {
      const name = pattern.startsWith('^([0-9a-fA-F]{8}') ? 'uuid' : PREFIX.exec(pattern)?.[1];
      if (name === undefined) return undefined;
      // Chosen when it is made, not before: rows come and go.
      const there = fc.nat(1_000).map((at) => {
        const list = ids.get(name) ?? [];
        return list[at % Math.max(1, list.length)] ?? `${name}_${'0'.repeat(32)}`;
      });
      const made = hex.map((digits) => `${name}_${digits}`);
      return fc.oneof({ weight: name === 'int' ? 1 : 6, arbitrary: there }, { weight: 2, arbitrary: made });
    },
  };
  byName.set('cursor', cursors);
  byName.set('csv', csv);
  byName.set(
    'timeZone',
    fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Mars/Olympus', 'utc+14', ''),
  );
  byName.set('currency', fc.constantFrom('EUR', 'USD', 'JPY', 'XXX', 'eur'));
  for (const [name, list] of current) {
    byName.set(
      name,
      fc.nat(1_000).map((at) => list()[at % Math.max(1, list().length)] ?? ''),
    );
  }
  byName.set('items[]', valuesOf(HostInteractionSchema, known));
  byName.set('batch[]', valuesOf(HostFactSchema, known));
  const { rule } = fc.letrec<{ rule: unknown; group: unknown }>((tie) => ({
    rule: fc.oneof({ maxDepth: 3 }, valuesOf(ConditionSchema, known), tie('group')),
    group: fc.oneof(
      fc.array(tie('rule'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('rule'), { maxLength: 3 }).map((any) => ({ any })),
      tie('rule').map((not) => ({ not })),
    ),
  }));
  byName.set('rule', rule);
  return known;
}
