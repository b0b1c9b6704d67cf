import type { Spoken, Statement } from './eavesdropper.ts';

/** What stands for a value that was heard: the same one of another installation, or an expression of pgbench's. */
export type Meanings = ReadonlyMap<string, string>;

/** Digits of an id, with dashes or without; or a moment, as the driver writes it. */
const VARYING =
  /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g;

/** Each has its type behind it, or the two databases would read it differently. */
const PARAMETER = /\$(\d+)::([a-z0-9]+(?:\[\])?)/g;

const MOST_RANDOM = 16 ** 12 - 1;

export const digitsOf = (id: string): string => id.replaceAll('-', '');
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * A transaction that was heard, as a script for pgbench: the same statements in the same order and the same round trips,
 * for any of `members`. Ids that mean nothing yet are new in each transaction, and moments are as far from now as they
 * were from when it was heard.
 *
 * @param meanings SQL by the digits of the id that it stands for
 */
export function writeScript(spoken: Spoken, meanings: Meanings, members: number, heardAt: number): string {
  const fresh = new Map<string, string>();
  const meaningOf = (value: string): string => {
    if (value.includes('T')) return momentOf(Date.parse(value) - heardAt);
    const digits = digitsOf(value);
    const known = meanings.get(digits) ?? fresh.get(digits);
    if (known !== undefined) return known;
    const made = newDigits(fresh.size);
    fresh.set(digits, made);
    return made;
  };
  const trips = spoken.map((together) => {
    const statements = together.flatMap(separate).map((statement) => `${write(statement, meaningOf)};`);
    if (statements.length === 1) return statements.join('\n');
    return ['\\startpipeline', ...statements, '\\endpipeline'].join('\n');
  });
  const draws = [...fresh.keys()].map((_, index) => `\\set fresh_${index} random(0, ${MOST_RANDOM})`);
  return [`\\set n random(1, ${members})`, ...draws, ...trips, ''].join('\n');
}

/** As the server makes them: by time, so that they come at an index's end. */
const newDigits = (index: number): string =>
  `(lpad(to_hex((extract(epoch from now()) * 1000)::int8), 12, '0') || '70008000' || lpad(to_hex(:fresh_${index}::int8), 12, '0'))`;

const momentOf = (milliseconds: number): string =>
  // A moment after it was heard is the same moment.
  Math.abs(milliseconds) < 60_000 ? 'now()::text' : `(now() + interval '${milliseconds} milliseconds')::text`;

/** A message without values may hold several. */
const separate = (statement: Statement): Statement[] =>
  statement.values.length > 0
    ? [statement]
    : statement.text.split(';').map((text) => ({ text: text.trim(), values: [] }));

function write({ text, values }: Statement, meaningOf: (value: string) => string): string {
  // Comments may hold anything, a colon too, which pgbench would take for a variable.
  const plain = text.replace(/--.*$/gm, '');
  if (values.length === 0) return plain.replace(VARYING, (value) => sayBare(meaningOf(value)));
  return plain.replace(PARAMETER, (_, position: string, type: string) => {
    const value = values[Number(position) - 1] ?? null;
    if (value === null) return `NULL::${type}`;
    const said = say(value, meaningOf);
    // Worked out once, as what is bound is, and not for each row that it is compared with.
    return said.includes(' || ') ? `(SELECT ${said}::${type})::${type}` : `${said}::${type}`;
  });
}

/** For a place where no expression may stand. */
const sayBare = (meaning: string): string => meaning.replaceAll("'", '');

/** A value as an expression: what varies in it by its meaning, the rest as it is. */
function say(value: string, meaningOf: (value: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { 0: varying, index } of value.matchAll(VARYING)) {
    parts.push(sayFixed(value.slice(from, index)), meaningOf(varying));
    from = index + varying.length;
  }
  parts.push(sayFixed(value.slice(from)));
  const said = parts.filter((part) => part !== "''");
  return said.length === 0 ? "''" : `(${said.join(' || ')})`;
}

/** pgbench takes a colon before a letter for a variable, in a literal too. */
const sayFixed = (text: string): string => literal(text).replaceAll(/:(?=[a-z_])/gi, ":' || '");
