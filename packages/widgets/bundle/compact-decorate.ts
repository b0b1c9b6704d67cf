import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ours = fileURLToPath(new URL('../src/internal/compact-decorators.ts', import.meta.url));

/** The compiler's own way to call a decorator is made for every kind of them; ours knows the one kind we have. */
export const compactDecorate = (): Plugin => ({
  name: 'hearth-compact-decorate',
  transform: (_code, id) =>
    /helpers[\\/]esm[\\/]decorate\.js$/.test(id)
      ? { code: `export { default } from ${JSON.stringify(ours)};`, map: null }
      : undefined,
});
