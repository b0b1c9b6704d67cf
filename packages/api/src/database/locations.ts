import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

// In a bundle this file stands in the bundle's folder, so each place is looked for rather than assumed.

/** Where the migrations are: beside the bundle, else in the package. */
export function findMigrations(): string {
  const beside = join(import.meta.dirname, 'migrations');
  return existsSync(beside) ? beside : join(import.meta.dirname, '../../prisma/migrations');
}

/** Where prepared images are kept: the workspace's cache, else that of the nearest installed package. */
export function findCache(): string {
  let nearest: string | null = null;
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(join(folder, 'pnpm-workspace.yaml'))) return join(modules, '.cache/hearth');
    if (nearest === null && existsSync(modules)) nearest = modules;
  }
  return join(nearest ?? join(process.cwd(), 'node_modules'), '.cache/hearth');
}
