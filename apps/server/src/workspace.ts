import { join } from 'node:path';

// This file and the bundle made of it lie equally deep, so one path fits both.
const root = join(import.meta.dirname, '../../..');

/** What the builds of the widgets and of the console leave to be served. */
export const folders = {
  widgets: join(root, 'packages/widgets/dist/script-tag'),
  console: join(root, 'apps/console/dist'),
} as const;
