import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const migrations = join(import.meta.dirname, '../../packages/api/prisma/migrations');
const outDir = join(import.meta.dirname, 'dist');

/** The bundle migrates by itself at start, wherever it is copied to. */
const withMigrations: Plugin = {
  name: 'migrations-beside-the-bundle',
  writeBundle() {
    rmSync(join(outDir, 'migrations'), { recursive: true, force: true });
    cpSync(migrations, join(outDir, 'migrations'), { recursive: true });
  },
};

/** The workspace's own packages in one file; everything from the registry stays where it was installed. */
export default defineConfig({
  plugins: [withMigrations],
  resolve: { conditions: ['source', 'module', 'node', 'production'] },
  ssr: {
    // Resolved from the bundle's own folder: so what packages/api needs stands in this package.json too.
    external: true,
    noExternal: [/^@hearth\//],
    resolve: {
      conditions: ['source', 'module', 'node', 'production'],
      externalConditions: ['node', 'import'],
    },
  },
  build: {
    ssr: 'src/server.ts',
    outDir,
    target: 'node20',
    sourcemap: true,
    minify: false,
    rolldownOptions: { output: { entryFileNames: 'server.js', codeSplitting: false } },
  },
});
