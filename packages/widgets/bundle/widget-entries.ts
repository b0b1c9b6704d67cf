import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const source = fileURLToPath(new URL('../src/', import.meta.url));

/** A folder with an `x.define.ts` in it is a widget: nothing else lists them. */
export const widgetNames = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .flatMap((file) => /^(\w+)[\\/]\1\.define\.ts$/.exec(file)?.[1] ?? [])
  .sort();

const prefix = 'hearth-widget:';
export const entryOf = (name: string): string => prefix + name;

/** What the loader imports of each widget: it defines the element, and takes the page's client. */
export const widgetEntries = (): Plugin => ({
  name: 'hearth-widget-entries',
  resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${prefix}`)) return;
    const name = id.slice(prefix.length + 1);
    const [define, connection] = [`${name}/${name}.define.ts`, 'internal/compact-localization.ts'].map(
      (path) => JSON.stringify(source + path),
    );
    return `import ${define};\nexport { connect } from ${connection};`;
  },
});
