import type { Piece } from './linkify.ts';

/** A post longer than this opens with its beginning: about eight lines at reading width. */
const LENGTH = 480;
const LINES = 8;

/**
 * The beginning of a long text, or undefined if it is short enough to stand whole. Cutting the text itself
 * (rather than hiding lines) keeps hidden links out of the keyboard's way; a link is never cut, because a
 * shortened address leads somewhere else.
 */
export const excerpt = (pieces: readonly Piece[]): Piece[] | undefined => {
  const kept: Piece[] = [];
  let room = LENGTH;
  let lines = LINES;
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      room -= piece.text.length;
      if (room < 0 && kept.length > 0) return [...kept, '…'];
      kept.push(piece);
      continue;
    }
    const breaks = [...piece.matchAll(/\n/g)];
    const byLines = breaks[lines - 1]?.index ?? Number.POSITIVE_INFINITY;
    if (piece.length > room || byLines < piece.length - 1) {
      const cut = piece.slice(0, Math.max(0, Math.min(room, byLines)));
      // At a space if one is near, and never between the halves of one character.
      const whole = cut.replace(/\s+\S{0,40}$/, '').replace(/[\ud800-\udbff]$/, '');
      return [...kept, `${whole}…`];
    }
    room -= piece.length;
    lines -= breaks.length;
    kept.push(piece);
  }
  return undefined;
};
