import type { Role } from '@hearth/schema';
import type { Bus } from './bus.ts';
import type { Database } from './database/database.ts';
import type { Recorder } from './interactions/recorder.ts';
import type { Limits } from './limits/limits.ts';

/** The tenant a request acts in. It comes from the credential, never from the input. */
export interface ProjectRef {
  /** UUID. */
  id: string;
  siteKey: string;
  homeUrl: string;
}

/**
 * Who is asking. A visitor has shown no credential and done nothing yet; an anonymous member holds one that
 * this server issued; a verified member holds a token that the host's backend signed. Ids are UUIDs.
 */
export type Actor =
  | { type: 'visitor' }
  | { type: 'anonymous'; memberId: string }
  | { type: 'verified'; memberId: string; externalId: string };

/** What lives as long as the process. */
export interface Services {
  database: Database;
  recorder: Recorder;
  bus: Bus;
  limits: Limits;
  /** The backend's own public origin, for links it hands out. */
  publicUrl: string;
  now: () => Date;
}

export interface WidgetContext {
  services: Services;
  requestId: string;
  project: ProjectRef;
  actor: Actor;
}

/** A host's backend, by its secret key. */
export interface HostContext {
  services: Services;
  requestId: string;
  project: ProjectRef;
  scopes: readonly string[];
}

export interface ConsoleContext {
  services: Services;
  requestId: string;
  /** null before signing in. */
  operator: { id: string; projectId: string; role: Role } | null;
  /** The address the request came from, for throttling sign-in. */
  address: string;
  session: { set(token: string): void; clear(): void; token: string | null };
}
