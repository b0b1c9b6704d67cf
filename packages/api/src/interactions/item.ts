import type { RejectionCode } from '@hearth/schema';
import type { About, Acceptance, Fact, Rejection } from './handler.ts';

/** An interaction on its way into the database. */
export interface Valid extends About {
  /** As it stands on the wire; answered with. */
  wireId: string;
  fact: Fact;
  occurredAtRaw: Date;
  /** By our clock, whatever `fact.receivedAt` says. */
  storedAt: Date;
  page: string | null;
  /** The payload as JSON: written once, weighed by its length. */
  payload: string;
}

/** One that was refused before it was stored; still looked up, since its first try may have been accepted. */
export interface Refused {
  wireId: string;
  projectId: string;
  /** UUID; null when it has no readable id, so that no first try of it can have been stored. */
  id: string | null;
  rejection: Rejection;
}

export type Item = Valid | Refused;

export const isRefused = (item: Item): item is Refused => 'rejection' in item;

/** What became of an item, once its transaction has committed. */
export type Verdict = Acceptance | Rejection | { status: 'duplicate' };

export const keyOf = (row: { projectId: string; id: string | null }): string => `${row.projectId}/${row.id}`;

/** What the sender is told when its item broke a handler: it can do nothing about it. */
export const HANDLER_FAILED: { code: RejectionCode; message: string } = {
  code: 'handler_failed',
  message: 'We could not process this item. Do not send it again; we have been told.',
};
