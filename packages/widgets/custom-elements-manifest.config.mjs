// @ts-check
import { customElementVsCodePlugin } from 'custom-element-vs-code-integration';

/** @typedef {{ superclass?: { name: string }, events?: { name?: string }[] }} Declaration */

/**
 * A widget is registered beside its class, by a call that the analyzer does not follow; and it takes an event's first
 * argument for its name. Both are known from the house's conventions: one folder a widget, `hearth-` before each event.
 */
const conventions = {
  name: 'hearth-conventions',
  /** @param {{ customElementsManifest: { modules: { path: string, declarations?: Declaration[] }[] } }} context */
  packageLinkPhase({ customElementsManifest }) {
    for (const { path, declarations = [] } of customElementsManifest.modules) {
      const [, name] = /^src\/(\w+)\/\1\.ts$/.exec(path) ?? [];
      for (const each of declarations) {
        if (each.events) each.events = each.events.filter((event) => event.name?.startsWith('hearth-'));
        if (name && each.superclass?.name === 'HearthElement')
          Object.assign(each, { customElement: true, tagName: `hearth-${name}` });
      }
    }
  },
};

/** Documentation comes from the sources' own comments; editors read it from dist/. */
export default {
  globs: ['src/**/*.ts'],
  exclude: [
    'src/**/*.test.ts',
    'src/generated/**',
    'src/internal/compact-*.ts',
    'src/internal/test-client.ts',
  ],
  outdir: 'dist',
  litelement: true,
  plugins: [conventions, customElementVsCodePlugin({ outdir: 'dist', hideLogs: true })],
};
