// @ts-check
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesUnder } from './stamps.mjs';

/**
 * Leaves a `.br` and a `.gz` beside each text file that browsers ask for, at the best quality, which is too slow to
 * do while one waits; the server picks whichever the browser takes.
 *
 * @param {string} folder
 */
export function precompress(folder) {
  const files = filesUnder(folder);
  for (const file of files.filter((each) => /\.(br|gz)$/.test(each))) rmSync(file);
  for (const file of files.filter((each) => /\.(js|css|html|svg|json)$/.test(each))) {
    const content = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
