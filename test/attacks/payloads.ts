import { markup } from './payload-markup.ts';
import { texts } from './payload-texts.ts';

/** What a payload does when it is taken for more than text: it says its own number. */
interface Means {
  /** A call that says it within the page. */
  run: string;
  /** An address that says it to a listener outside. */
  canary: string;
}
/** How one payload is written. */
export type Shape = (means: Means) => string;

export interface Payload {
  /** What an execution says. */
  id: number;
  family: string;
  text: string;
}

/** Every payload there is, each with a number of its own. `canary` is the origin of the listener outside. */
export const payloadsFor = (canary: string): readonly Payload[] =>
  Object.entries({ ...markup, ...texts })
    .flatMap(([family, shapes]) => shapes.map((shape) => ({ family, shape })))
    .map(({ family, shape }, id) => ({
      id,
      family,
      text: shape({ run: `__xss(${id})`, canary: `${canary}/${id}` }),
    }));

/** Those that a field takes at all: trimmed, they are not longer than it allows. */
export const fitting = (payloads: readonly Payload[], longest: number): readonly Payload[] =>
  payloads.filter(({ text }) => text.trim().length <= longest);

/** As many as fit into one text, from `first` on and around, and the number of the next. */
export const packed = (
  payloads: readonly Payload[],
  first: number,
  longest: number,
): { text: string; next: number } => {
  let text = '';
  let next = first;
  for (; next < first + payloads.length; next += 1) {
    const longer = `${text} ${payloads[next % payloads.length]?.text.trim()}`.trim();
    if (longer.length > longest) break;
    text = longer;
  }
  return { text, next };
};
