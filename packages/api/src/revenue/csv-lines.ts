import { Readable } from 'node:stream';
import { SubscriptionInputSchema } from '@hearth/schema';
import { CsvError, parse } from 'csv-parse';
import { HearthError } from '../errors/hearth-error.ts';
import { factOf, type Statement } from './statement.ts';

/** A line of the file that can be told, or why it cannot. */
export type Line = { line: number; statement: Statement } | { line: number; message: string };

/** Columns of the file → fields of a subscription. */
const fields = new Map<string, keyof typeof SubscriptionInputSchema.shape>([
  ['account', 'account'],
  ['id', 'id'],
  ['interval', 'interval'],
  ['amount', 'amount'],
  ['currency', 'currency'],
  ['interval_count', 'intervalCount'],
  ['quantity', 'quantity'],
  ['status', 'status'],
  ['start', 'start'],
  ['end', 'end'],
  ['trial_end', 'trialEnd'],
  ['plan', 'plan'],
  ['at', 'at'],
  ['sequence', 'sequence'],
]);
const required = ['account', 'id', 'interval', 'amount', 'currency'];
const numbers = new Set(['amount', 'interval_count', 'quantity', 'sequence']);
const instants = new Set(['start', 'end', 'trial_end', 'at']);

const LONGEST_LINE = 16 * 1024;

/**
 * Reads a CSV file line by line (RFC 4180, UTF-8, a comma or a semicolon between).
 *
 * @throws HearthError bad_request for a header without a needed column, or text that is no CSV
 */
export async function* readLines(file: Buffer, now: Date): AsyncGenerator<Line, void, void> {
  let header: string[] | null = null;
  const parser = parse({
    bom: true,
    delimiter: [',', ';'],
    info: true,
    max_record_size: LONGEST_LINE,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  });
  const source = Readable.from([file]);
  const said = new Map<string, string>();
  try {
    for await (const read of source.pipe(parser)) {
      const { record, info }: { record: string[]; info: { lines: number } } = read;
      if (header) yield lineOf(header, record, info.lines, said, now);
      else header = checkHeader(record);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const where = typeof error.lines === 'number' ? ` at line ${error.lines}` : '';
    throw new HearthError('bad_request', `The file is no CSV${where}: ${error.message}.`, { cause: error });
  } finally {
    parser.destroy();
    source.destroy();
  }
  if (!header) throw new HearthError('bad_request', missing(required));
}

const missing = (columns: readonly string[]): string =>
  `The header lacks ${columns.join(', ')}. The first line names the columns: ${required.join(',')}, and if wanted ${[...fields.keys()].filter((name) => !required.includes(name)).join(',')}.`;

function checkHeader(record: readonly string[]): string[] {
  const header = record.map((name) => name.toLowerCase());
  const lacking = required.filter((name) => !header.includes(name));
  if (lacking.length > 0) throw new HearthError('bad_request', missing(lacking));
  const twice = header.find((name, index) => fields.has(name) && header.indexOf(name) < index);
  if (twice !== undefined) throw new HearthError('bad_request', `The header names ${twice} twice.`);
  return header;
}

function lineOf(
  header: readonly string[],
  record: readonly string[],
  line: number,
  said: Map<string, string>,
  now: Date,
): Line {
  if (record.length > header.length) {
    return { line, message: `There are ${record.length} values for ${header.length} columns.` };
  }
  const empty = required.find((name) => !record[header.indexOf(name)]);
  if (empty !== undefined) return { line, message: `The column "${empty}" is empty.` };
  const parsed = SubscriptionInputSchema.safeParse(
    Object.fromEntries(record.flatMap((value, index) => entryOf(header[index] ?? '', value))),
  );
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const column = [...fields].find(([, field]) => field === issue?.path[0])?.[0] ?? 'line';
    return { line, message: `The column "${column}" is not valid: ${issue?.message}` };
  }
  const input = parsed.data;
  try {
    const start = new Date(input.at ?? input.start ?? now);
    const fact = factOf(input, input.at === undefined && start > now ? now : start);
    // The same moment twice in one file with different words: nobody can say which one is meant.
    const key = JSON.stringify([input.id, fact.at, fact.sequence]);
    const earlier = said.get(key);
    if (earlier !== undefined && earlier !== fact.id) {
      return {
        line,
        message: 'An earlier line says something else of this subscription and moment. Add the column "at".',
      };
    }
    said.set(key, fact.id);
    const statement: Statement = { account: input.account, source: 'csv', fact };
    // Without "at" a line is the state of things: what has changed since the last import is so from now on.
    if (input.at === undefined) statement.otherwise = factOf(input, now);
    return { line, statement };
  } catch (error) {
    if (error instanceof HearthError) return { line, message: error.message };
    throw error;
  }
}

/** A value under its field's name; an empty one is one that is not there. */
function entryOf(column: string, value: string): [string, unknown][] {
  const field = fields.get(column);
  if (field === undefined || value === '') return [];
  if (numbers.has(column)) return [[field, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value]];
  // A bare day is its first moment in UTC.
  if (instants.has(column) && /^\d{4}-\d\d-\d\d$/.test(value)) return [[field, `${value}T00:00:00.000Z`]];
  return [[field, value]];
}
