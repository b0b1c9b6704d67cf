import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const xliff = readFileSync(new URL('../xliff/de.xlf', import.meta.url), 'utf8');
const ids = [...xliff.matchAll(/<trans-unit id="([^"]+)"/g)].map(([, id]) => id).sort();
const short = (whole: string, id: string): string =>
  ids.includes(id) ? whole.replace(id, ids.indexOf(id).toString(36)) : whole;

/** Messages go by their number in the script tag's files: their names are for people who write and translate them. */
export const shortIds = (): Plugin => ({
  name: 'hearth-short-ids',
  enforce: 'pre',
  transform(code, file) {
    if (/generated[\\/]locales/.test(file)) {
      // Quoted, for a number with letters in it is no name.
      const quoted = code.replace(/^( *)(\w+):/gm, "$1'$2':");
      return { code: quoted.replace(/^ *'([\w-]+)':/gm, short), map: null };
    }
    if (file.endsWith('.ts') && code.includes('msg('))
      return { code: code.replace(/\bid: '([\w-]+)'/g, short), map: null };
  },
});
