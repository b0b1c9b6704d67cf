import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const xliff = readFileSync(new URL('../xliff/de.xlf', import.meta.url), 'utf8');
const ids = [...xliff.matchAll(/<trans-unit id="([^"]+)"/g)].map(([, id]) => id).sort();

/**
 * Messages go by their number in the script tag's files: their names are for people who write and translate them. A
 * language is then a list of texts, with `{0}` where the source has its first value.
 */
export const shortIds = (): Plugin => ({
  name: 'hearth-short-ids',
  enforce: 'pre',
  transform(code, file) {
    if (/generated[\\/]locales/.test(file)) {
      const texts = new Map(
        [...code.matchAll(/^ *'?([\w-]+)'?: (?:str)?(`[^`]*`),?$/gm)].map(([, id, text = '']) => [id, text]),
      );
      const list = ids.map((id) => texts.get(id)?.replace(/\$\{(\d)\}/g, '{$1}') ?? '');
      return { code: `export const templates = [${list.join()}];`, map: null };
    }
    if (file.endsWith('.ts') && code.includes('msg('))
      return {
        code: code.replace(/\{\s*id: '([\w-]+)',?\s*\}/g, (whole, id) =>
          ids.includes(id) ? `${ids.indexOf(id)}` : whole,
        ),
        map: null,
      };
  },
});
