import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { compactDecorate } from './bundle/compact-decorate.ts';
import { compactLit } from './bundle/compact-lit.ts';
import { compactTemplates } from './bundle/compact-templates.ts';
import { freshRetries } from './bundle/fresh-retries.ts';
import { lazyParts, minify } from './bundle/lazy-parts.ts';
import { describeChunks, describeIntegrity } from './bundle/manifest.ts';
import { shortIds } from './bundle/short-ids.ts';
import { shortMembers } from './bundle/short-members.ts';
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
      { find: /^\.\/localization\.ts$/, replacement: here('src/internal/compact-localization.ts') },
      { find: /^\.\/css-tag\.js$/, replacement: here('src/internal/compact-css.ts') },
    ],
  },
  publicDir: false,
};
/** A library's build: none of what Vite adds to an application's imports. */
const build = { outDir, target: 'es2022', reportCompressedSize: false } as const;

const { targetLocales: locales }: { targetLocales: string[] } = JSON.parse(
  readFileSync(here('lit-localize.json'), 'utf8'),
);

/** What every widget is made of; all else that two of them share is not for the others to download. */
const familiar =
  /node_modules(?!.*directive)|events[\\/]hearth-(dismiss|outcome)|styles[\\/](base|tokens)|internal[\\/](compact-|connection|define|hearth-element|localization|part)/;

/**
 * `--mode chunks`: what all widgets need, each widget, each language. Named after their content, so that they may be
 * cached for ever. One file for a page with one widget would be 0.5 KB less (measured: 10.97 for 11.45 KB of brotli),
 * and the next page with another widget would fetch the other 7.7 KB again: so they stay apart, and load in parallel.
 */
const chunks = (): UserConfig => ({
  ...shared,
  plugins: [
    widgetEntries(),
    compactLit(),
    compactDecorate(),
    shortIds(),
    compactTemplates(),
    shortMembers(),
    freshRetries(),
    describeChunks(widgetNames),
  ],
  build: {
    ...build,
    lib: { entry: 'overruled by the input below', formats: ['es'] },
    rolldownOptions: {
      // What a widget shares with its own later part stays in the widget's file, not in a third.
      preserveEntrySignatures: 'allow-extension',
      input: {
        ...Object.fromEntries(widgetNames.map((name) => [name, entryOf(name)])),
        ...Object.fromEntries(locales.map((locale) => [locale, here(`src/generated/locales/${locale}.ts`)])),
      },
      output: {
        minify,
        entryFileNames: 'assets/[name]-[hash:6].js',
        chunkFileNames: 'assets/[name]-[hash:6].js',
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

/** Files by the part of their addresses in which they differ. */
const named = (files: object): string => JSON.stringify(files).replace(/assets\/|\.js/g, '');

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
    define: { __HEARTH_FILES__: named({ widgets: Object.entries(widgets), locales }) },
    plugins: [lazyParts(shared, outDir), compactTemplates(), describeIntegrity()],
    build: {
      ...build,
      emptyOutDir: false,
      lib: { entry: here('src/script-tag.ts'), formats: ['iife'], name: 'hearthLoader' },
      // Nearly all of it runs at once: Chromium, told so, compiles it while it arrives, off the page's own thread.
      rolldownOptions: {
        output: { minify, entryFileNames: loader[0], postBanner: '//# allFunctionsCalledOnLoad' },
      },
    },
  };
};

export default defineConfig(({ mode }) => (mode === 'loader' ? loader() : chunks()));
