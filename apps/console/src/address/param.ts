/** How one value of a view's state stands in the query string. */
export interface Field<T> {
  /** null: the value is the usual one and is left out of the address. */
  write: (value: T) => string | null;
  /** What is missing or makes no sense is read as the usual value: an address is hostile input. */
  read: (text: string | null) => T;
}

/** One change of a query string. */
export type Edit = (query: URLSearchParams) => void;

/** One named part of a view's state. The address is the only place where it is kept. */
export interface Param<T> {
  name: string;
  read: (search: string) => T;
  to: (value: T) => Edit;
}

/** Names a field: `const sort = param('sort', oneOf(['newest', 'oldest'], 'newest'))`. */
export const param = <T>(name: string, field: Field<T>): Param<T> => ({
  name,
  read: (search) => field.read(new URLSearchParams(search).get(name)),
  to: (value) => (query) => {
    const text = field.write(value);
    if (text === null) query.delete(name);
    else query.set(name, text);
  },
});

/** The query string after these changes, other parameters kept: `?a=b`, or empty for the usual state of all. */
export const edited = (search: string, ...edits: Edit[]): string => {
  const query = new URLSearchParams(search);
  for (const edit of edits) edit(query);
  const text = query.toString();
  return text && `?${text}`;
};

/** One of a few words. */
export const oneOf = <const T extends string>(words: readonly T[], usual: NoInfer<T>): Field<T> => ({
  write: (value) => (value === usual ? null : value),
  read: (text) => words.find((word) => word === text) ?? usual,
});

/** Text that somebody typed, trimmed and cut at `max` characters; empty: none. */
export const text = (max: number): Field<string> => ({
  write: (value) => value.trim().slice(0, max) || null,
  read: (value) => value?.trim().slice(0, max) ?? '',
});

/** Whether something is on; usually it is not. */
export const flag: Field<boolean> = {
  write: (value) => (value ? '1' : null),
  read: (value) => value === '1',
};

/** Up to `most` different words of one pattern, such as ids. The pattern allows no full stop: it separates. */
export const list = (pattern: RegExp, most: number): Field<readonly string[]> => ({
  write: (words) => words.slice(0, most).join('.') || null,
  read: (value) => [...new Set(value?.split('.') ?? [])].filter((word) => pattern.test(word)).slice(0, most),
});
