/** What one page of numbers hands on to the next: the reader keeps the period and the people in view. */
const names = ['period', 'segments'];

/** The query string with only that in it. */
export const carried = (search: string): string => {
  const query = new URLSearchParams(search);
  for (const name of [...query.keys()]) if (!names.includes(name)) query.delete(name);
  const text = query.toString();
  return text && `?${text}`;
};
