/** A cell of a file: text, a number as it is, or nothing. */
export type Cell = string | number | null;

/**
 * A spreadsheet runs what begins like a formula, also in full-width letters and after blanks, and members write these
 * texts: an apostrophe before it makes it text. The same after a semicolon, a tab and a line's end, which begin a cell
 * for a spreadsheet that separates by semicolons and so reads no quotes of ours. Numbers are ours and stay numbers.
 */
const disarmed = (text: string): string => {
  const harmless = text.replace(/(^|[;\t\r\n])([^\S\t\r\n]*)(?=[=+\-@|＝＋－＠])/g, "$1'$2");
  return /^[\t\r\n]/.test(text) ? `'${harmless}` : harmless;
};

const quoted = (text: string): string =>
  /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

const cell = (value: Cell): string => {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : quoted(disarmed(value));
};

/** RFC 4180: CRLF, quotes doubled; the header first. */
export const toCsv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** Hands the reader a file. The mark at its beginning tells a spreadsheet that it is UTF-8. */
export const download = (name: string, csv: string): void => {
  const url = URL.createObjectURL(new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  URL.revokeObjectURL(url);
};
