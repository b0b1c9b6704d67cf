import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { compactTemplates } from './bundle/compact-templates.ts';
import { lazyParts, minify } from './bundle/lazy-parts.ts';
import { describeChunks, describeIntegrity } from './bundle/manifest.ts';
import { shortIds } from './bundle/short-ids.ts';
import { entryOf, widgetEntries, widgetNames } from './bundle/widget-entries.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outDir = here('dist/script-tag');

const shared: UserConfig = {
  // Lit's own production build; our packages from source.
  resolve: {
    conditions: ['source', 'production', 'browser', 'module'],
    alias: [
      { find: '@lit/localize', replacement: here('src/internal/compact-localize.ts') },
      { find: 'lit/decorators.js', replacement: here('src/internal/compact-decorators.ts') },
      { find: /^\.\/css-tag\.js$/, replacement: here('src/internal/compact-css.ts') },
    ],
  },
  publicDir: false,
};
/** A library's build: none of what Vite adds to an application's imports. */
const build = { outDir, target: 'es2022', reportCompressedSize: false } as const;

/** What every widget is made of; all else that two of them share is not for the others to download. */
const familiar =
  /node_modules(?!.*directive)|[\\/]events[\\/]|styles[\\/](base|tokens)|internal[\\/](compact-|connection|contrast|define|hearth-element|localization)/;

/**
 * `--mode chunks`: what all widgets need, each widget, each language. Named after their content, so that they may be
 * cached for ever. One file for a page with one widget would be 0.5 KB less (measured: 10.97 for 11.45 KB of brotli),
 * and the next page with another widget would fetch the other 7.7 KB again: so they stay apart, and load in parallel.
 */
const chunks = (): UserConfig => ({
  ...shared,
  plugins: [widgetEntries(), shortIds(), compactTemplates(), describeChunks(widgetNames)],
  build: {
    ...build,
    lib: { entry: 'overruled by the input below', formats: ['es'] },
    rolldownOptions: {
      input: Object.fromEntries(widgetNames.map((name) => [name, entryOf(name)])),
      output: {
        minify,
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        // What all need, and one file more for what several do: never a request for each little thing they share.
        codeSplitting: {
          groups: [
            { name: 'base', test: familiar, minShareCount: 2, priority: 1 },
            { name: 'more', test: /[\\/](internal|styles)[\\/]/, minShareCount: 2 },
          ],
        },
      },
    },
  },
});

/** `--mode loader`, after the chunks, whose addresses it carries: a classic script that needs nothing else to start. */
const loader = (): UserConfig => {
  const {
    loader,
    locales,
    lazy: _lazy,
    ...widgets
  } = JSON.parse(readFileSync(`${outDir}/manifest.json`, 'utf8'));
  return {
    ...shared,
    define: { __HEARTH_FILES__: JSON.stringify({ widgets, locales }) },
    plugins: [lazyParts(shared, outDir), compactTemplates(), describeIntegrity()],
    build: {
      ...build,
      emptyOutDir: false,
      lib: { entry: here('src/script-tag.ts'), formats: ['iife'], name: 'hearthLoader' },
      rolldownOptions: { output: { minify, entryFileNames: loader[0] } },
    },
  };
};

export default defineConfig(({ mode }) => (mode === 'loader' ? loader() : chunks()));
