import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * The request that is being answered, for errors that tRPC's own adapter meets before it has made a context
 * (mixed procedure types, unreadable paths). Code that has a context reads the id there.
 */
export const requestScope = new AsyncLocalStorage<{ requestId: string }>();
