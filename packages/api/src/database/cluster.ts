import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { lockFolder } from './folder-lock.ts';
import { type ImageOptions, readImage } from './image.ts';
import { unpack } from './tar.ts';

export interface Cluster {
  pglite: PGlite;
  close(): Promise<void>;
}

/** A PGlite that lives and dies with this process. */
export async function openInMemory(image: ImageOptions): Promise<Cluster> {
  const tar = await readImage(image);
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create({
    dataDir: 'memory://',
    loadDataDir: new Blob([new Uint8Array(tar)], { type: 'application/x-tar' }),
  });
  return { pglite, close: () => pglite.close() };
}

/** A PGlite kept in a folder, which no other process may open meanwhile. */
export async function openInFolder(path: string, image: ImageOptions): Promise<Cluster> {
  const folder = resolve(path);
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const cluster = join(folder, 'cluster');
    if (!existsSync(cluster)) await restore(cluster, image);
    const { PGlite } = await import('@electric-sql/pglite');
    const pglite = await PGlite.create({ dataDir: cluster });
    return {
      pglite,
      async close() {
        await pglite.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Unpacked aside and moved: a start that was cut short leaves no half database behind, only rubbish to sweep. */
async function restore(cluster: string, image: ImageOptions): Promise<void> {
  const parent = join(cluster, '..');
  for (const name of readdirSync(parent)) {
    if (name.startsWith('cluster.')) rmSync(join(parent, name), { recursive: true, force: true });
  }
  const aside = `${cluster}.${randomUUID()}`;
  unpack(await readImage(image), aside);
  renameSync(aside, cluster);
}
