import type { InteractionKind, Outcome } from '@hearth/schema';
import type { createBoot } from './boot.ts';
import type { Identities, Visit } from './identity.ts';
import type { Local } from './local.ts';
import type { HearthClient, HearthEvents, HearthOptions } from './types.ts';

export type Emit = <E extends keyof HearthEvents>(event: E, detail: HearthEvents[E]) => void;

export interface InteractionQueue {
  /** Keeps an interaction of this visit's member and sends it; resolves with the server's word. */
  record(kind: InteractionKind, payload: unknown, occurredAt: string, visit: Visit): Promise<Outcome>;
  /** Another member acts: what waited for them may go. */
  welcome(): void;
}

/** The running client: what its parts, some of which load later, have of one another. */
export interface Kit {
  options: HearthOptions;
  /** Of everything kept in this browser: begins with the project's. */
  name: string;
  /** The widget API's address, with a slash at its end. */
  base: string;
  /** The query of the address that the page was opened with. */
  search: string;
  local: Local;
  identity: Identities;
  boot: ReturnType<typeof createBoot>;
  /** The queue, loaded when first asked for. */
  open(): Promise<InteractionQueue>;
  emit: Emit;
  on: HearthClient['on'];
  fail: (message: unknown) => void;
  /** Aborts at `shutdown`. */
  stop: AbortController;
}
