/** Letters and digits that nobody mixes up when reading them aloud: no I, O, 0 or 1. 32 of them: five bits each. */
const CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** One character for each random byte. */
export function readableCode(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => CHARACTERS.charAt(byte % CHARACTERS.length)).join('');
}
