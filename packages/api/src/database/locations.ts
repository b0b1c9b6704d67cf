import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

// Bundled, this code stands in another folder than its source does: what it needs is looked for upwards from there.

function* foldersUpwards(): Generator<string> {
  let folder = import.meta.dirname;
  for (; folder !== dirname(folder); folder = dirname(folder)) yield folder;
}

/** Where the migrations are: beside a bundle (or in a folder above it), in the package, or in the workspace. */
export function findMigrations(): string {
  for (const folder of foldersUpwards()) {
    for (const place of ['migrations', 'prisma/migrations', 'packages/api/prisma/migrations']) {
      const found = join(folder, place);
      if (existsSync(join(found, 'migration_lock.toml'))) return found;
    }
  }
  throw new Error(
    `No migrations were found beside or above ${import.meta.dirname}: copy the folder prisma/migrations of the api package there.`,
  );
}

/** Where prepared images are kept: the workspace's cache, else that of the nearest installed package. */
export function findCache(): string {
  let nearest: string | null = null;
  for (const folder of foldersUpwards()) {
    const modules = join(folder, 'node_modules');
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return join(modules, '.cache/hearth');
    if (nearest === null && existsSync(modules)) nearest = modules;
  }
  return join(nearest ?? join(process.cwd(), 'node_modules'), '.cache/hearth');
}
