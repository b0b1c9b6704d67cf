import { getHeapStatistics } from 'node:v8';
import underPressure from '@fastify/under-pressure';
import type { Database } from '@hearth/api';
import fastifyPlugin from 'fastify-plugin';

/** How long the event loop may lag before new work is refused, in milliseconds. */
const MOST_LAG = 3_000;

/** Refuses work early, with 503 and Retry-After, rather than answering everybody late or running out of memory. */
export const overload = fastifyPlugin<{ engine: Database['engine'] }>(async (app, { engine }) => {
  await app.register(underPressure, {
    // The embedded database works on the event loop itself: there, lag is no alarm. 0: not looked at.
    maxEventLoopDelay: engine === 'postgres' ? MOST_LAG : 0,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * 0.9,
    retryAfter: 5,
  });
});
