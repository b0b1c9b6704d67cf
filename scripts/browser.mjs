// @ts-check
/**
 * A Chromium to test with, found without asking anything of the machine: the one named by CHROME_PATH,
 * else an installed one, else the binary inside the npm package @sparticuz/chromium, unpacked once.
 *
 * The unpacked one is reached through a small shell script that sets its library path and fonts, so that
 * no launcher (Playwright, Puppeteer, web-test-runner) needs to know about either.
 */
import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
} from 'node:fs';
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Containers have no user namespaces, no GPU and a 64 MB /dev/shm; and a test talks to nobody outside. */
const browserArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const installedNames = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
/** @type {Partial<Record<NodeJS.Platform, string[]>>} */
const installedPaths = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
};

/** @returns {Promise<{ executablePath: string, args: string[] }>} */
export async function findBrowser() {
  return { executablePath: named() ?? installed() ?? (await unpacked()), args: browserArgs };
}

function named() {
  const path = process.env.CHROME_PATH;
  if (path && !isExecutable(path)) {
    throw new Error(`CHROME_PATH is ${path}, but nothing there can be run. Correct it or unset it.`);
  }
  return path || undefined;
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => installedNames.map((name) => join(folder, name)));
  return [...onPath, ...(installedPaths[process.platform] ?? [])].find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function unpacked() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium was found. Install one, or set CHROME_PATH to its executable.');
  }
  const entry = require.resolve('@sparticuz/chromium');
  const packageFolder = entry.slice(0, entry.lastIndexOf(join('chromium', 'build')) + 'chromium'.length);
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const home = join(root, 'node_modules/.cache/hearth', `chromium-${version}`);
  const wrapper = join(home, 'chrome');
  if (existsSync(wrapper)) return wrapper;

  // Several test runners may arrive here at once: each unpacks beside, the first rename wins.
  const beside = `${home}.${process.pid}`;
  await unpackInto(beside, join(packageFolder, 'bin'), createRequire(entry)('tar-fs'));
  try {
    await rename(beside, home);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    if (!existsSync(wrapper)) throw error;
  }
  return wrapper;
}

/**
 * @param {string} folder
 * @param {string} archives
 * @param {{ extract: (folder: string, options: { chown: boolean }) => NodeJS.WritableStream }} tar
 */
async function unpackInto(folder, archives, tar) {
  await mkdir(folder, { recursive: true });
  /** @type {(name: string, target: NodeJS.WritableStream) => Promise<void>} */
  const unbrotli = (name, target) =>
    pipeline(createReadStream(join(archives, name)), createBrotliDecompress(), target);
  await Promise.all([
    unbrotli('chromium.br', createWriteStream(join(folder, 'chromium'), { mode: 0o755 })),
    unbrotli('swiftshader.tar.br', tar.extract(folder, { chown: false })),
    unbrotli('al2023.tar.br', tar.extract(folder, { chown: false })),
    unbrotli('fonts.tar.br', tar.extract(folder, { chown: false })),
  ]);
  await writeFile(join(folder, 'fonts.conf'), fontsConf);
  await writeFile(join(folder, 'chrome'), wrapperScript);
  await chmod(join(folder, 'chrome'), 0o755);
}

const wrapperScript = `#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
LD_LIBRARY_PATH="$here/lib\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" FONTCONFIG_FILE="$here/fonts.conf" exec "$here/chromium" "$@"
`;

// The bundled face first, so that a screenshot looks the same on every machine; the machine's own fonts
// after it, for the scripts and emoji the bundled face lacks.
const preferBundled = ['sans-serif', 'serif', 'monospace', 'system-ui', 'Arial', 'Helvetica']
  .map((family) => `<alias><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`)
  .join('\n  ');
const fontsConf = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  ${preferBundled}
</fontconfig>
`;

// `node scripts/browser.mjs` prints the path: handy in a shell.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  console.log((await findBrowser()).executablePath);
}
