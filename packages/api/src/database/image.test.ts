import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readImage } from './image.ts';
import { findMigrations } from './locations.ts';

const cacheFolder = mkdtempSync(join(tmpdir(), 'hearth-image-'));
afterAll(() => rmSync(cacheFolder, { recursive: true }));

test('several who need the image at once make it once, and whole', async () => {
  const options = { migrationsFolder: findMigrations(), cacheFolder };
  const [first, second] = await Promise.all([readImage(options), readImage(options)]);
  expect(first.equals(second)).toBe(true);
  // Every cluster has this file; a tar file ends with two empty blocks.
  expect(first.includes('PG_VERSION')).toBe(true);
  expect(first.subarray(-1024).every((byte) => byte === 0)).toBe(true);
  expect(readdirSync(cacheFolder).filter((name) => name.endsWith('.tar'))).toHaveLength(1);
  // The slowest single thing there is: a cluster made, and every migration run.
}, 120_000);
