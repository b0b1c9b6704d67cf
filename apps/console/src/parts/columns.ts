import { type Cell, toCsv } from '../csv/csv.ts';

export interface Column<Row> {
  label: string;
  /** For the file and for sorting: what the screen shows, as a bare value. */
  value: (row: Row) => Cell;
  /** What the screen shows, where that is more than the value. */
  show?: (row: Row) => unknown;
  /** Aligned at the end, figures of one width. */
  numeric?: boolean;
}

/** The file that a table's button gives: the same rows, columns and values. */
export const csvOf = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string =>
  toCsv(
    columns.map(({ label }) => label),
    rows.map((row) => columns.map(({ value }) => value(row))),
  );

/** Numbers from the greatest, texts from A, or the other way; nothing measured comes last in both. */
export const byColumn =
  <Row>({ value }: Column<Row>, reversed: boolean) =>
  (one: Row, other: Row): number => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    const order = typeof a === 'number' && typeof b === 'number' ? b - a : String(a).localeCompare(String(b));
    return reversed ? -order : order;
  };
