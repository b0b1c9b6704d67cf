import type { Services } from '../context.ts';

/** An operator at work: every id of theirs is looked for in their own project alone. */
export interface Moderator {
  services: Services;
  /** UUIDs. */
  operator: { id: string; projectId: string };
}
