/** A piece of a member's text: words, or a web address that may be followed. */
export type Piece = string | { href: string; text: string };

/** Split by it, every second piece of a text is an address: http or https, and nothing else ever. */
const address = /(https?:\/\/[^\s<>"'`\u202a-\u202e\u2066-\u2069]+)/i;

/** What ends a sentence ends the address too, but a bracket only if the address did not open it. */
const trim = (text: string): string => {
  const last = text.at(-1) ?? '';
  const open = { ')': '(', ']': '[' }[last];
  const ends = open ? text.split(last).length > text.split(open).length : /[.,;:!?*_…]/.test(last);
  return ends ? trim(text.slice(0, -1)) : text;
};

const safe = (text: string): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const { username, password, href } = new URL(text);
  // `https://bank.example@evil.example` reads as the first and goes to the second.
  return username || password ? undefined : href;
};

/**
 * Finds the http and https addresses in a text. Nothing else becomes a link, and every piece is meant for a
 * text binding: joined, the pieces' texts are the text again.
 */
export const linkify = (text: string): Piece[] =>
  text.split(address).flatMap((piece, index): Piece[] => {
    const found = index % 2 ? trim(piece) : '';
    const href = safe(found);
    return href ? [{ href, text: found }, piece.slice(found.length)] : [piece];
  });
