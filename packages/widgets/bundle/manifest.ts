import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/**
 * Writes `manifest.json`: the files that each widget needs, what it imports first; each further language's one file;
 * what is fetched later, on use. For the loader's build, for the server and for tests of size.
 */
export const describeChunks = (widgets: readonly string[]): Plugin => ({
  name: 'hearth-manifest',
  generateBundle(_options, bundle) {
    const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
    const named = (name: string) => {
      const chunk = chunks.find((each) => each.isEntry && each.name === name);
      if (!chunk) throw new Error(`No chunk was built for ${name}.`);
      return chunk;
    };
    const locales = chunks.flatMap((chunk) => {
      const locale = /generated[\\/]locales[\\/](\w+)\.ts$/.exec(chunk.facadeModuleId ?? '')?.[1];
      return locale ? [[locale, chunk.fileName]] : [];
    });
    const later = chunks.filter(
      (chunk) =>
        chunk.isDynamicEntry && !chunk.isEntry && !/generated[\\/]locales/.test(chunk.facadeModuleId ?? ''),
    );
    const manifest = {
      loader: ['hearth.js'],
      ...Object.fromEntries(widgets.map((name) => [name, withImports(named(name), chunks)])),
      locales: Object.fromEntries(locales),
      /** What a member needs once they do something: fetched then. */
      lazy: Object.fromEntries(later.map((chunk) => [chunk.name, chunk.fileName])),
    };
    this.emitFile({
      type: 'asset',
      fileName: 'manifest.json',
      source: `${JSON.stringify(manifest, null, 2)}\n`,
    });
  },
});

/** The chunk's file after those it imports, each once. */
function withImports(chunk: Rolldown.OutputChunk, chunks: readonly Rolldown.OutputChunk[]): string[] {
  const imported = chunks.filter((each) => chunk.imports.includes(each.fileName));
  return [...new Set([...imported.flatMap((each) => withImports(each, chunks)), chunk.fileName])];
}

/** For pages that pin what they run: `integrity.json` has each script's hash, as an `integrity` attribute takes it. */
export const describeIntegrity = (): Plugin => ({
  name: 'hearth-integrity',
  writeBundle({ dir = '.' }) {
    const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.js'),
    );
    const hashes = files.sort().map((file) => {
      const content = readFileSync(join(dir, file));
      this.info(`${file} ${brotliSize(content)} bytes (brotli)`);
      return [file.replaceAll('\\', '/'), `sha384-${createHash('sha384').update(content).digest('base64')}`];
    });
    writeFileSync(join(dir, 'integrity.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
  },
});

const brotliSize = (content: Buffer): number =>
  brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } })
    .length;
