import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// Prisma's command line downloads a native engine even to generate, unless it is told of one. Generating never
// calls it, so one that always fails is right: one that succeeds would make other commands lie.
const require = createRequire(import.meta.url);
const manifest = require.resolve('prisma/package.json');
const { status, stdout, stderr } = spawnSync(
  process.execPath,
  [join(dirname(manifest), 'build/index.js'), 'generate'],
  {
    cwd: join(import.meta.dirname, '..'),
    encoding: 'utf8',
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/false',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  },
);
if (status !== 0) console.error(stdout, stderr);
process.exit(status ?? 1);
