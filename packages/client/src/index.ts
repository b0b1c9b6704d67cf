export { type Client, createClient } from './client.ts';
export { replay, type Stub } from './commands.ts';
export type * from './types.ts';
export { createId } from './uuid.ts';
