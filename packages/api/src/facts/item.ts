import type { Interaction } from '@hearth/schema';
import type { Moment } from './moment.ts';
import type { Said } from './said.ts';

interface Base {
  projectId: string;
  /** The host's own ids, as texts; one of both is there. With a userId, that is who it was. */
  userId: string | null;
  anonymousId: string | null;
  moment: Moment;
}

/** A host's fact that has been understood, on its way into the database. */
export type FactItem = Base &
  (
    | { type: 'identify'; said: Said }
    | { type: 'group'; groupId: string; said: Said }
    | { type: 'alias'; previousId: string }
    | {
        type: 'interaction';
        interaction: Interaction;
        storedAt: Date;
        /** The interaction's payload as JSON. */
        payload: string;
      }
  );
