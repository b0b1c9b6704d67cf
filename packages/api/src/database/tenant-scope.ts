import { AsyncLocalStorage } from 'node:async_hooks';

// The second wall between tenants. Within a tenant's scope every statement runs as a role that owns nothing, and
// row-level security shows it the rows of the scope's projects alone, whatever the statement's own filters say.

/**
 * Everything that runs as the owner of the tables, and so past that wall, although it serves a request or leaves a
 * tenant's scope. Each stands in the code once; a test compares. Keep it short.
 */
export type OwnerPurpose =
  /** Finding the project of a site key, a secret key or a session: until then nobody knows whose request it is. */
  | 'resolve a credential'
  /** Signing in and out: an address, a session or an invitation stands for its operator. */
  | 'sign in'
  /** Finding the project of a referral link's code. */
  | 'follow a referral link'
  /** Finding the project that Stripe's events are for. */
  | 'take Stripe’s event'
  /** One transaction for callers of several projects: it narrows itself to just those at once. */
  | 'commit a group'
  /** Of the project that something was recorded in, set off by whoever recorded; narrows itself at once, too. */
  | 'fold'
  /** Finding the segments, of all projects, that have not been worked out for long. */
  | 'refresh segments'
  /** Asks nothing of any table. */
  | 'ping'
  /** Indexing the end of the log, which only the owner of the table may order. */
  | 'summarise the log';

type Scope =
  | { type: 'tenants'; projectIds: ReadonlySet<string> }
  | { type: 'owner'; purpose: OwnerPurpose }
  /** A request of which nobody knows yet whose it is. */
  | { type: 'nobody' };

const scopes = new AsyncLocalStorage<Scope>();

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Runs `fn` so that the database shows it, and lets it write, rows of these projects alone. A scope within a scope can
 * only be narrower.
 *
 * @param projectIds UUIDs; none: it sees nothing
 */
export function inTenant<T>(projectIds: readonly string[], fn: () => T): T {
  for (const id of projectIds) {
    if (!UUID.test(id)) throw new Error(`A tenant's scope takes projects' UUIDs, not ${JSON.stringify(id)}`);
    assertInTenant(id);
  }
  return scopes.run({ type: 'tenants', projectIds: new Set(projectIds) }, fn);
}

/** A stream whose every step runs in the scope: whoever reads it does so later, from outside. */
export async function* eachInTenant<T>(
  projectIds: readonly string[],
  items: AsyncIterable<T>,
): AsyncGenerator<T, void, void> {
  const steps = inTenant(projectIds, () => items[Symbol.asyncIterator]());
  try {
    for (;;) {
      const step = await inTenant(projectIds, () => steps.next());
      if (step.done) return;
      yield step.value;
    }
  } finally {
    await inTenant(projectIds, () => steps.return?.());
  }
}

/** Throws when a tenant's scope is open and this project is not of it. */
export function assertInTenant(projectId: string): void {
  const scope = scopes.getStore();
  if (scope?.type === 'tenants' && !scope.projectIds.has(projectId)) throw new Error(FOREIGN);
}

/** Runs `fn` as the owner of the tables, past the wall. */
export function asOwner<T>(purpose: OwnerPurpose, fn: () => T): T {
  return scopes.run({ type: 'owner', purpose }, fn);
}

/** Runs `fn` so that every statement fails until a scope is opened: for requests, none of which may forget to. */
export function asNobody<T>(fn: () => T): T {
  return scopes.run({ type: 'nobody' }, fn);
}

/**
 * The projects whose rows a statement is to be shown, UUIDs with commas between; null where it is the owner's, as it is
 * for whatever no request has begun. Throws for nobody.
 */
export function entering(): string | null {
  const scope = scopes.getStore();
  switch (scope?.type) {
    case undefined:
    case 'owner':
      return null;
    case 'nobody':
      throw new Error(NO_SCOPE);
    case 'tenants':
      return [...scope.projectIds].join(',');
  }
}

const FOREIGN = 'This project is not of the tenant whose request is being answered.';
const NO_SCOPE =
  'A request asked the database before it was known whose it is: open inTenant for its project, or asOwner.';
