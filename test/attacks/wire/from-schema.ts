import fc from 'fast-check';
import { z } from 'zod';
import type { Known } from './known.ts';

type Json = z.core.JSONSchema.JSONSchema | boolean;
type Value = fc.Arbitrary<unknown>;

/** Days from both ends of what calendars hold: databases and JavaScript do not end at the same ones. */
const ENDS = ['1970-01-01', '0001-01-01', '0000-01-01', '9999-12-31', '2024-02-29', '1969-12-31'];
const TIMES = ['T00:00:00Z', 'T12:34:56.789Z', 'T23:59:59.999Z', 'T23:59:59.9999999999999999Z'];
const dayFrom = (...usual: string[]) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...usual) },
    { weight: 1, arbitrary: fc.constantFrom(...ENDS) },
  );
const days = new Map([
  ['from', dayFrom('2026-01-01', '2026-10-05', '2026-11-01')],
  ['to', dayFrom('2026-11-02', '2026-11-22', '2026-12-01')],
]);
const anyDay = dayFrom('2026-03-01', '2026-11-22');
const dayNamed = (name: string) => days.get(name) ?? anyDay;
const momentNamed = (name: string) =>
  fc.tuple(dayNamed(name), fc.constantFrom(...TIMES)).map((parts) => parts.join(''));

/** Plain words mostly, so that enough gets past the schemas to what stands behind them. */
const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('a', 'Maya', 'hello world', 'plan_pro', 'user-1', '100', 'é👍') },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
);

/** Values that a schema takes, or nearly: refinements are not in its JSON Schema, which is as well here. */
export function valuesOf(schema: z.ZodType, known: Known): Value {
  return fromJson(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '', known);
}

function fromJson(schema: Json, name: string, known: Known): Value {
  if (typeof schema === 'boolean') return fc.jsonValue({ maxDepth: 2 });
  const special = known.byName.get(name);
  if (special !== undefined) return special;
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => fromJson(one, name, known)));
  switch (schema.type) {
    case 'string':
      return texts(schema, name, known);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return lists(schema, name, known);
    case 'object':
      return records(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function texts(
  { format, pattern, minLength = 0, maxLength = 200 }: z.core.JSONSchema.BaseSchema,
  name: string,
  known: Known,
) {
  if (format === 'date-time') return momentNamed(name);
  if (format === 'date') return dayNamed(name);
  if (format === 'email')
    return fc.constantFrom('maya@app.example', 'nobody@app.example', 'owner@app.example');
  const ids = pattern === undefined ? undefined : known.ids(pattern);
  if (ids !== undefined) return ids;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  return fc.oneof(
    { weight: 8, arbitrary: words.map((text) => text.padEnd(minLength, 'x').slice(0, maxLength)) },
    // Just at the limit: the column behind it has to hold that.
    { weight: 1, arbitrary: fc.constant('𝒳'.repeat(Math.min(maxLength, 10_000) >> 1)) },
  );
}

function numbers({ type, minimum, maximum, exclusiveMinimum }: z.core.JSONSchema.BaseSchema) {
  const least = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : -1000);
  const most = maximum ?? Number.MAX_SAFE_INTEGER;
  const ends = fc.constantFrom(least, most, Math.min(most, 2 ** 31), Math.min(most, 2 ** 53 - 1));
  const whole = fc.integer({ min: Math.ceil(least), max: Math.floor(Math.min(most, least + 100)) });
  const broken = fc.double({ min: least, max: Math.min(most, 1e15), noNaN: true });
  return type === 'integer' ? fc.oneof(whole, ends) : fc.oneof(whole, ends, broken);
}

function lists(
  { items, minItems = 0, maxItems = 4 }: z.core.JSONSchema.BaseSchema,
  name: string,
  known: Known,
) {
  const one =
    Array.isArray(items) || items === undefined ? fc.jsonValue() : fromJson(items, `${name}[]`, known);
  return fc.array(one, { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, 4)) });
}

function records(
  { properties, required = [], additionalProperties }: z.core.JSONSchema.BaseSchema,
  known: Known,
) {
  const fields = Object.entries(properties ?? {});
  if (fields.length === 0 && additionalProperties !== undefined && additionalProperties !== false) {
    const named = fc.constantFrom('plan', 'seats', 'a', 'page', 'locale', 'name');
    return fc.dictionary(named, fromJson(additionalProperties, '', known), { maxKeys: 3 });
  }
  const model = Object.fromEntries(fields.map(([key, one]) => [key, fromJson(one, key, known)]));
  return fc.record(model, { requiredKeys: required.filter((key) => key in model), noNullPrototype: true });
}
