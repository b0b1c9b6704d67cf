import pg from 'pg';

// What a column becomes in JavaScript, said once so that both engines agree. Differences from the driver's
// own choices: whole numbers are numbers, a date stays text (a Date would shift it by the machine's zone), and
// a timestamp without zone is UTC.
const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const ARRAY_OF_TEXT: number = 1009;
const ARRAY_OF = new Map([
  [INT8, 1016],
  [DATE, 1182],
  [TIMESTAMP, 1115],
  [1700, 1231],
]);

const splitArray = pg.types.getTypeParser(ARRAY_OF_TEXT);

/** An int8 as a number, or an error: a silently rounded id or amount is worse than a failed query. */
function toWholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${text} does not fit a JavaScript number: cast the column to text in the query`);
  }
  return value;
}

const parsers = new Map<number, (text: string) => unknown>([
  [INT8, toWholeNumber],
  [DATE, (text) => text],
  [TIMESTAMP, (text) => new Date(`${text.replace(' ', 'T')}Z`)],
  // numeric: exact, so text; sums and averages are cast in SQL
  [1700, (text) => text],
]);

function mapElements(elements: unknown, parse: (text: string) => unknown): unknown {
  if (Array.isArray(elements)) return elements.map((element) => mapElements(element, parse));
  return typeof elements === 'string' ? parse(elements) : elements;
}

export const rowTypes = new pg.TypeOverrides();
for (const [oid, parse] of parsers) {
  rowTypes.setTypeParser(oid, parse);
  const arrayOid = ARRAY_OF.get(oid);
  if (arrayOid) rowTypes.setTypeParser(arrayOid, (text: string) => mapElements(splitArray(text), parse));
}
