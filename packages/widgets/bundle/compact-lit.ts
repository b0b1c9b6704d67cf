import type { Plugin } from 'vite';
import { withoutUnused } from './lit-passages.mjs';

/** Leaves out of Lit what no widget of ours uses. The browser tests run on the same trimmed Lit. */
export const compactLit = (): Plugin => ({
  name: 'hearth-compact-lit',
  transform(code, id) {
    const compact = withoutUnused(id, code);
    return compact === null ? null : { code: compact, map: null };
  },
});
