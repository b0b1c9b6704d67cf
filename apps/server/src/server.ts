import { setFlagsFromString } from 'node:v8';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { createOperator } from './commands/create-operator.ts';
import { createProjectCommand } from './commands/create-project.ts';
import { deleteProjectCommand } from './commands/delete-project.ts';
import { rebuildMetrics } from './commands/rebuild-metrics.ts';
import { seedDemo } from './demo/seed-demo.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { openLogger } from './logger.ts';
import { orClose } from './or-close.ts';
import { openBackend } from './services.ts';
import { stopOnSignal } from './stop.ts';

const commands = new Map([
  ['create-operator', createOperator],
  ['create-project', createProjectCommand],
  ['delete-project', deleteProjectCommand],
  ['rebuild-metrics', rebuildMetrics],
]);

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  const environment = readEnvironment(process.env);
  if (name === undefined) return serve(environment);
  const command = commands.get(name);
  if (!command)
    throw new Error(`Unknown command ${name}. Known: ${[...commands.keys()].join(', ')}; none serves.`);
  await command(rest, environment);
}

async function serve(environment: Environment): Promise<void> {
  const log = openLogger(environment.logLevel);
  const backend = await openBackend(environment, log);
  const app = await orClose(backend, () => buildApp({ ...environment, backend, log }));
  stopOnSignal(app);
  await orClose(app, async () => {
    const address = await listen(app, environment);
    const { demo, databaseUrl } = environment;
    if (demo.life !== null)
      await seedDemo(backend, demo, { address, databaseUrl, log, onProgress: tellStarter });
  });
  // Said to whoever started this process, such as npm start: everything is there now.
  process.send?.('ready');
}

async function listen(app: FastifyInstance, { port, host }: Environment): Promise<string> {
  try {
    return await app.listen({ port, host });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new Error(`Port ${port} is taken. Stop what listens there, or set HEARTH_PORT to another one.`);
  }
}

/** Said to whoever started this process, such as npm start, which draws it. */
const tellStarter = (share: number): void => void process.send?.({ share });

// Under load, V8 lets garbage grow to twice what is in use before it looks for it: a fifth of the server's memory.
setFlagsFromString('--heap-growing-percent=25');
// The bundle's stack traces name the sources.
process.setSourceMapsEnabled(true);
main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause) console.error(error.cause);
  process.exitCode = 1;
});
