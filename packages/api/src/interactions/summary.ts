/** What a reader wants to see of a payload, in this order, whatever its kind. */
const TELLING = ['score', 'name', 'emoji', 'text', 'comment', 'reason', 'channel', 'code'];

const LONGEST = 80;

/** A payload in a few words: a score, a text's beginning, an event's name. Null when there is nothing to tell. */
export function summarise(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null) return null;
  const words = TELLING.flatMap((key) => {
    const value: unknown = Reflect.get(payload, key);
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
  });
  const summary = words.join(' · ').replaceAll(/\s+/g, ' ');
  if (summary === '') return null;
  // By code points: half an emoji would be broken text.
  const letters = [...summary];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : summary;
}
