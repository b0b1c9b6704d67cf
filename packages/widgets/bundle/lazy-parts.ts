import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build, type Plugin, type Rolldown, type UserConfig } from 'vite';

/** Names inside the script too, which a library's build would leave readable. */
export const minify = { compress: { target: 'es2022' }, mangle: { toplevel: true }, codegen: true } as const;

/**
 * What the loader imports only when it is needed becomes a file of its own beside it, complete in itself: a classic
 * script cannot share modules with what it imports. The manifest names it under `lazy`.
 */
export const lazyParts = (config: UserConfig, outDir: string): Plugin => {
  const files = new Map<string, Promise<string>>();

  const bundle = async (entry: string): Promise<string> => {
    const name = basename(entry, '.ts');
    const outputs = await build({
      ...config,
      configFile: false,
      logLevel: 'warn',
      build: {
        outDir,
        emptyOutDir: false,
        target: 'es2022',
        lib: { entry, formats: ['es'] },
        rolldownOptions: { output: { minify, entryFileNames: `assets/${name}-[hash:6].js` } },
      },
    });
    const chunk = [outputs].flat().flatMap((each) => ('output' in each ? each.output[0] : []))[0];
    if (!chunk) throw new Error(`Nothing was built of ${entry}.`);
    return chunk.fileName;
  };

  return {
    name: 'hearth-lazy-parts',
    enforce: 'pre',
    async resolveId(id, importer, { kind }: { kind?: Rolldown.ImportKind }) {
      if (kind !== 'dynamic-import') return;
      const entry = await this.resolve(id, importer, { skipSelf: true });
      if (!entry) return;
      const file = files.get(entry.id) ?? bundle(entry.id);
      files.set(entry.id, file);
      return { id: `./${await file}`, external: true };
    },
    // What runs now; or, when the browser does not say (a bundled copy of this script), the tag that has the key. Asked
    // past the document itself: there `<img name=currentScript src=…>` in somebody's post would be found instead.
    outputOptions: (options) => ({
      ...options,
      intro:
        'const hearthScript = Reflect.get(Document.prototype, "currentScript", document) ?? document.querySelector("script[data-site-key]");',
    }),
    // A classic script of another origin has no address to start from when it imports: the browser takes about:blank.
    renderChunk: (code) => ({
      code: code.replace(
        /import\((["'`]\.\/assets\/[^"'`]+["'`])\)/g,
        'import(new URL($1, hearthScript.src).href)',
      ),
      map: null,
    }),
    async writeBundle() {
      const manifest = JSON.parse(readFileSync(`${outDir}/manifest.json`, 'utf8'));
      for (const [entry, file] of files) manifest.lazy[basename(entry, '.ts')] = await file;
      writeFileSync(`${outDir}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
};
