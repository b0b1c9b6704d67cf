import type { WidgetName } from '@hearth/schema';
import type { Identities } from './identity.ts';
import type { Local } from './local.ts';
import type { HearthEvents } from './types.ts';

export type Emit = <E extends keyof HearthEvents>(event: E, detail: HearthEvents[E]) => void;

/** What the parts that load later get from those that are there from the start. */
export interface Kit {
  /** Of everything kept in this browser: begins with the project's. */
  name: string;
  /** The browser asks not to be tracked and the host respects it: nothing is recorded. */
  quiet: boolean;
  /** The query of the address that the page was opened with. */
  search: string;
  local: Local;
  identity: Identities;
  boot: { renew(widgets?: readonly WidgetName[]): void };
  emit: Emit;
  fail: (message: unknown) => void;
  /** Aborts at `shutdown`. */
  stopped: AbortSignal;
}
