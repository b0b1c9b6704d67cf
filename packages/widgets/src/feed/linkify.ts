/** A piece of a member's text: words, or a web address that may be followed. */
export type Piece = string | { href: string; text: string };

const address = /https?:\/\/[^\s<>"'`\u202a-\u202e\u2066-\u2069]+/gi;

/** What ends a sentence ends the address too, but a bracket only if the address did not open it. */
const trim = (found: string): string => {
  let text = found;
  for (;;) {
    const last = text.at(-1) ?? '';
    const open = { ')': '(', ']': '[' }[last];
    const closes = open !== undefined && text.split(last).length > text.split(open).length;
    if (!closes && !/[.,;:!?*_…]/.test(last)) return text;
    text = text.slice(0, -1);
  }
};

const safe = (text: string): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  // `https://bank.example@evil.example` reads as the first and goes to the second.
  return /^https?:$/.test(protocol) && !username && !password ? href : undefined;
};

/**
 * Finds the http and https addresses in a text. Nothing else becomes a link, and every piece is meant for a
 * text binding: joined, the pieces' texts are the text again.
 */
export const linkify = (text: string): Piece[] => {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = trim(match[0]);
    const href = safe(found);
    if (!href) continue;
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push({ href, text: found });
    end = match.index + found.length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
};
