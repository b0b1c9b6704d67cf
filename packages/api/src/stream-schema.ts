import { isTrackedEnvelope, type TrackedEnvelope, tracked } from '@trpc/server';
import { z } from 'zod';

const iterable = <T>() =>
  z.custom<AsyncIterable<T>>(
    (value) => typeof value === 'object' && value !== null && Symbol.asyncIterator in value,
  );

/** The `.output` of a subscription: each item is checked as it leaves. */
export const streamOf = <T>(schema: z.ZodType<T>) =>
  iterable<T>().transform(async function* (items) {
    for await (const item of items) yield schema.parse(item);
  });

/** The same for items that carry an id, by which a client resumes after a lost connection. */
export const trackedStreamOf = <T>(schema: z.ZodType<T>) =>
  iterable<TrackedEnvelope<T>>().transform(async function* (items) {
    for await (const item of items) {
      if (!isTrackedEnvelope(item)) throw new Error('A resumable stream yields tracked items only');
      yield tracked(item[0], schema.parse(item[1]));
    }
  });
