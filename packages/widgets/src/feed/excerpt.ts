/** A post longer than this opens with its beginning: about eight lines at reading width. */
const LENGTH = 480;
const LINES = 8;

/**
 * The beginning of a long text, or undefined if it is short enough to stand whole. Cutting the text itself (rather
 * than hiding lines) keeps hidden links out of the keyboard's way. It ends at a space if one is near, never within an
 * address (a shortened one leads somewhere else), nor between the halves of one character.
 */
export const excerpt = (text: string): string | undefined => {
  const beginning = text.split('\n', LINES).join('\n').slice(0, LENGTH);
  if (beginning === text) return undefined;
  const whole = beginning.replace(/(\s+\S{0,40}|\s*https?:\S*|[\ud800-\udbff])$/i, '');
  return whole ? `${whole}…` : undefined;
};
