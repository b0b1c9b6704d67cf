type Scalar = string | number | boolean | null;
export type Facts = Record<string, Scalar>;

/** Nesting that is followed: `address.geo.city.name` has four names. */
const DEEPEST = 4;
const LONGEST_NAME = 64;
const LONGEST_VALUE = 500;
const NAME = /^[\w .:-]+$/;

/**
 * Traits and properties as segments can compare them: one level of names with plain values. Nested objects become
 * dotted names, a list of plain values becomes one text with commas. What cannot be kept (lists of objects, deeper
 * nesting, longer texts, unusual names) is left out, and `problems` says so: nothing is cut in silence.
 */
export function flatten(bag: Record<string, unknown>): { facts: Facts; problems: string[] } {
  // Without a prototype: "__proto__" is a name like any other.
  const facts: Facts = Object.create(null);
  const problems: string[] = [];
  const visit = (value: unknown, names: readonly string[]) => {
    const name = names.join('.');
    if (value === undefined) return;
    if (isPlainObject(value)) {
      if (names.length >= DEEPEST) problems.push(`${quote(name)} nests deeper than ${DEEPEST} levels.`);
      else for (const [key, inner] of Object.entries(value)) visit(inner, [...names, key]);
      return;
    }
    const problem = NAME.test(name) && name.length <= LONGEST_NAME ? null : BAD_NAME;
    const scalar = Array.isArray(value) ? joined(value) : value;
    if (problem) problems.push(`${quote(name)} ${problem}`);
    else if (!isScalar(scalar)) problems.push(`${quote(name)} is a list of more than plain values.`);
    else if (typeof scalar === 'string' && scalar.length > LONGEST_VALUE) {
      problems.push(`${quote(name)} is longer than ${LONGEST_VALUE} characters.`);
    } else facts[name] = scalar;
  };
  for (const [key, value] of Object.entries(bag)) visit(value, [key]);
  return { facts: { ...facts }, problems };
}

const BAD_NAME = 'is no name: letters, digits, blanks and _ . : - only, at most 64.';

const quote = (name: string): string => `"${name.slice(0, LONGEST_NAME).toWellFormed()}"`;

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): value is Scalar =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

const joined = (list: readonly unknown[]): unknown =>
  list.every(isScalar) ? list.filter((one) => one !== null).join(', ') : list;
