/** Deeper than any interaction: what nests further is refused by its shape anyway. */
const DEEPEST = 8;

const isBroken = (text: string) => text.includes('\0') || !text.isWellFormed();

/** Whether any string in it, keys included, is one that a database cannot store. */
export function holdsBrokenText(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return isBroken(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return false;
  return Object.entries(value).some(([key, inner]) => isBroken(key) || holdsBrokenText(inner, depth + 1));
}
