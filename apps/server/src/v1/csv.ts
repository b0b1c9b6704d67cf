import { stringify } from 'csv-stringify/sync';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Cell = string | number | boolean | null;
/** Rows of one shape: their names are the header. */
export type Table = readonly Readonly<Record<string, Cell>>[];

/** Whether an answer is to be CSV: asked for by name, or because that is what the caller accepts. */
export function wantsCsv(request: FastifyRequest, format: 'json' | 'csv' | undefined): boolean {
  if (format !== undefined) return format === 'csv';
  return /^\s*text\/csv\b/i.test(request.headers.accept ?? '');
}

/**
 * A text that a spreadsheet would take for a formula, made text: titles and names are people's. Also in full-width
 * letters, after blanks, and where a spreadsheet that separates by semicolons would begin another cell.
 */
const disarmed = (text: string): string => {
  const harmless = text.replace(/(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@|＝＋－＠])/g, "$1'$2");
  return /^[\t\r\n]/.test(text) ? `'${harmless}` : harmless;
};

/** A table as CSV. Numbers stay numbers, also negative ones. */
export function sendCsv(reply: FastifyReply, columns: readonly string[], rows: Table): FastifyReply {
  const text = stringify([...rows], {
    header: true,
    columns: [...columns],
    record_delimiter: '\r\n',
    // Only a whole CRLF would be quoted by itself: half of one ends a row for most readers too.
    quoted_match: /[;\t\r\n]/,
    cast: { boolean: String, string: disarmed },
  });
  return reply.type('text/csv; charset=utf-8').send(text);
}
