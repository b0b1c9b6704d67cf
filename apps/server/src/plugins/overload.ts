import { getHeapStatistics } from 'node:v8';
import underPressure from '@fastify/under-pressure';
import fastifyPlugin from 'fastify-plugin';

/** Refuses work early, with 503 and Retry-After, rather than answering everybody late or running out of memory. */
export const overload = fastifyPlugin(async (app) => {
  await app.register(underPressure, {
    // Milliseconds that the event loop may lag. The embedded database works on it, so a second is no alarm.
    maxEventLoopDelay: 3_000,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * 0.9,
    retryAfter: 5,
  });
});
