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

/** A table as CSV. A text that a spreadsheet would take for a formula is escaped: names come from members. */
export function sendCsv(reply: FastifyReply, columns: readonly string[], rows: Table): FastifyReply {
  const text = stringify([...rows], {
    header: true,
    columns: [...columns],
    escape_formulas: true,
    record_delimiter: '\r\n',
    cast: { boolean: String },
  });
  return reply.type('text/csv; charset=utf-8').send(text);
}
