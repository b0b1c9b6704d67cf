import type { Plugin } from 'vite';

/**
 * A module that failed to load has failed for as long as the page lives, where the browser keeps to the standard: so what
 * did not come is asked for under another address, which also makes a member's retry a real one.
 */
export const freshRetries = (): Plugin => ({
  name: 'hearth-fresh-retries',
  renderChunk: (code) => ({
    code: code.replace(
      /import\((["'`]\.\/[^"'`]+["'`])\)/g,
      'import($1).catch(() => import($1 + "?" + Date.now()))',
    ),
    map: null,
  }),
});
