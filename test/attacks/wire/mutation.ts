import fc from 'fast-check';

/** JSON as it stands on the wire, which may hold what no parsed value can: -0, the same key twice, no JSON at all. */
type Node = string | { list: Node[] } | { entries: [string, Node][] };

const text = (value: unknown): string => JSON.stringify(value) ?? 'null';

function parse(value: unknown): Node {
  if (Array.isArray(value)) return { list: value.map(parse) };
  if (typeof value !== 'object' || value === null) return text(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return { entries: entries.map(([key, one]): [string, Node] => [key, parse(one)]) };
}

function write(node: Node): string {
  if (typeof node === 'string') return node;
  if ('list' in node) return `[${node.list.map(write).join(',')}]`;
  return `{${node.entries.map(([key, one]) => `${text(key)}:${write(one)}`).join(',')}}`;
}

const deep = (levels: number, open: string, close: string) => open.repeat(levels) + close.repeat(levels);

/** What stands in a value's place. All are written out as they go over the wire. */
const nasties = [
  ...['null', 'true', '0', '-0', '1', '-1', '0.5', '1e308', '1e999', '-1e999', '9007199254740993', '1e-400'],
  ...['2147483648', '9223372036854775808', '12345678901234567890123456789012345678901234567890'],
  ...[
    'NaN',
    'Infinity',
    'undefined',
    "'x'",
    '01',
    '0x10',
    '"',
    '{',
    ']',
    '"NaN"',
    '"Infinity"',
    '"0"',
    '""',
    '" "',
  ],
  ...[
    '[]',
    '{}',
    '[[]]',
    '[null]',
    '{"0":1}',
    '{"length":1e9}',
    '{"toString":1}',
    '{"toJSON":null}',
    '{"then":1}',
  ],
  ...['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}', '"__proto__"'],
  ...['"constructor"', '"hasOwnProperty"', '"toString"'],
  ...[
    '"\\u0000"',
    '"a\\u0000b"',
    '"\\ud800"',
    '"\\udc00x"',
    '"\\ud83d\\ud83d"',
    '"\\u202e\\u2066"',
    '"\\uffff"',
  ],
  ...['"\\\\"', '"%s%n%00"', '"\' OR 1=1 --"', '"$1::uuid"', '"\\u2028"', '"{{7*7}}"', '"../../etc/passwd"'],
  ...[
    '"0000-00-00"',
    '"2026-02-30"',
    '"2026-13-01T25:61:61Z"',
    '"-271821-04-20"',
    '"+275760-09-13T00:00:00Z"',
  ],
  ...[
    '"9999-12-31T23:59:59.999Z"',
    '"0000-01-01T00:00:00Z"',
    '"2026-01-01T00:00:00+99:99"',
    '"infinity"',
    '"now"',
  ],
  ...[
    '"1e400"',
    '"٣"',
    '"１２"',
    '"mem_00000000000000000000000000000000"',
    '"00000000-0000-0000-0000-000000000000"',
  ],
  ...['"javascript:alert(1)"', '"http://[::1"', '"https://\\u0000.example"'],
  `"${'x'.repeat(9_000)}"`,
  `"${'\\ud83d\\ude00'.repeat(2_000)}"`,
  deep(300, '[', ']'),
  `${deep(300, '{"all":[', ']}')}`,
];

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'id',
  'projectId',
  'project_id',
  '',
  '0',
  'a\0b',
];

const change = fc.record({
  /** Which value of the whole, counted through; modulo how many there are. */
  at: fc.nat(60),
  how: fc.constantFrom<'replace' | 'remove' | 'add' | 'double' | 'wrap' | 'repeat'>(
    'replace',
    'replace',
    'replace',
    'remove',
    'add',
    'double',
    'wrap',
    'repeat',
  ),
  nasty: fc.constantFrom(...nasties),
  key: fc.constantFrom(...KEYS),
});
export type Change = typeof change extends fc.Arbitrary<infer C> ? C : never;

/** A few changes to a valid input. */
export const changes = fc.array(change, { minLength: 1, maxLength: 3 });

/** The input as JSON on the wire, with the changes in it. */
export function mutate(value: unknown, changed: readonly Change[]): string {
  let root = parse(value);
  for (const one of changed) {
    const spots = spotsOf({ list: [root] });
    const spot = spots[one.at % spots.length];
    if (spot === undefined) continue;
    root = apply(root, spot, one);
  }
  return write(root);
}

interface Place {
  /** All places of a list are one. */
  path: string;
  value: unknown;
  /** Where it stands, counted through. */
  at: number;
}

/** Every value in a piece of JSON, the whole's first. */
export function placesIn(json: string): Place[] {
  if (json === '') return [];
  const places: Place[] = [];
  const look = (value: unknown, path: string) => {
    places.push({ path, value, at: places.length });
    if (Array.isArray(value)) for (const one of value) look(one, `${path}[]`);
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) look(one, `${path}.${key}`);
  };
  look(JSON.parse(json), '');
  return places;
}

/** The JSON with this written in the place of what stands there. */
export const withNasty = (json: string, at: number, nasty: string): string =>
  mutate(JSON.parse(json), [{ at, how: 'replace', nasty, key: '' }]);

/** More than any list may hold; of what is long fewer, or the sender would choke on it first. */
function repeated(node: Node): Node[] {
  const times = Math.min(120, Math.max(2, Math.floor(MOST_REPEATED / write(node).length)));
  return Array.from({ length: times }, () => node);
}

/** Three times what the server reads of a body. Characters. */
const MOST_REPEATED = 200_000;

interface Spot {
  parent: Exclude<Node, string>;
  index: number;
}

/** Every value's place, the whole's first. */
function spotsOf(node: Node): Spot[] {
  if (typeof node === 'string') return [];
  const children = 'list' in node ? node.list : node.entries.map(([, one]) => one);
  return children.flatMap((child, index) => [{ parent: node, index }, ...spotsOf(child)]);
}

function apply(root: Node, { parent, index }: Spot, { how, nasty, key }: Change): Node {
  if ('list' in parent) {
    const [was = 'null'] = parent.list.slice(index, index + 1);
    const now: Record<Change['how'], Node[]> = {
      replace: [nasty],
      remove: [],
      add: [was, nasty],
      double: [was, was],
      wrap: [{ list: [was] }],
      repeat: repeated(was),
    };
    // The whole itself has no neighbours.
    if (parent.list[0] === root && parent.list.length === 1) return now[how].at(-1) ?? '';
    parent.list.splice(index, 1, ...now[how]);
    return root;
  }
  const [entry] = parent.entries.slice(index, index + 1);
  if (entry === undefined) return root;
  const [name, was] = entry;
  const now: Record<Change['how'], [string, Node][]> = {
    replace: [[name, nasty]],
    remove: [],
    add: [entry, [key, nasty]],
    double: [entry, [name, nasty]],
    wrap: [[name, { list: [was] }]],
    repeat: [[name, { list: repeated(was) }]],
  };
  parent.entries.splice(index, 1, ...now[how]);
  return root;
}
