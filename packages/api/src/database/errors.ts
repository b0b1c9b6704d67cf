/** Messages of the driver's own errors, which carry no code. */
const AWAY_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Query read timeout',
  'is not queryable',
  'after calling end on the pool',
  'PGlite is clos',
  'Unable to start a transaction', // Prisma, whose wait for a connection was in vain
];

const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // the server's Unix socket is gone
  '25006', // read-only: the server has become a standby
  '57014', // statement cancelled: its time was up
  '57P01', // administrator shut it down
  '57P02', // crash of another server process
  '57P03', // starting up or shutting down
  '57P05', // idle session timeout
  // Prisma's names for the same
  'P1001',
  'P1002',
  'P1008',
  'P1017',
  'P2024',
  'P2037',
]);

/** Of PostgreSQL's codes: no connection; no disk, memory or connections left; the system below it failed. */
const AWAY_CLASSES = ['08', '53', '58'];

const AWAY_KINDS = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);

/** The codes of an error and of everything that caused it. */
function* causes(error: unknown, depth = 0): Generator<{ code: string; kind: string; message: string }> {
  if (typeof error !== 'object' || error === null || depth > 6) return;
  const read = (key: string) => {
    const value: unknown = Reflect.get(error, key);
    return typeof value === 'string' ? value : '';
  };
  yield { code: read('code') || read('originalCode'), kind: read('kind'), message: read('message') };
  yield* causes(Reflect.get(error, 'cause'), depth + 1);
  // Prisma hides the driver's error here
  const meta: unknown = Reflect.get(error, 'meta');
  if (typeof meta === 'object' && meta !== null) {
    yield* causes(Reflect.get(meta, 'driverAdapterError'), depth + 1);
  }
  // A name with several addresses fails with one error for each
  const errors: unknown = Reflect.get(error, 'errors');
  if (Array.isArray(errors)) for (const one of errors) yield* causes(one, depth + 1);
}

/**
 * The database is away, overloaded or too slow: trying later may work. If it struck during a commit, the
 * transaction may or may not have been stored, which is why every write carries its own id.
 */
export function isUnavailable(error: unknown): boolean {
  for (const { code, kind, message } of causes(error)) {
    if (AWAY_CODES.has(code) || AWAY_KINDS.has(kind)) return true;
    if (isSqlState(code) && AWAY_CLASSES.includes(code.slice(0, 2))) return true;
    if (AWAY_MESSAGES.some((part) => message.includes(part))) return true;
  }
  return false;
}

const isSqlState = (code: string): boolean => /^[0-9A-Z]{5}$/.test(code);

/** A lock was not to be had in the time that was set for it. */
export function isLockTimeout(error: unknown): boolean {
  for (const { code } of causes(error)) if (code === '55P03') return true;
  return false;
}

/** A statement was ended because its own time was up: the same again takes as long again. */
export function isTimeout(error: unknown): boolean {
  for (const { code } of causes(error)) if (code === '57014') return true;
  return false;
}

/** Two transactions got in each other's way: running the whole transaction again is right. */
export function isConflict(error: unknown): boolean {
  for (const { code, kind } of causes(error)) {
    if (code === '40001' || code === '40P01' || code === 'P2034' || kind === 'TransactionWriteConflict')
      return true;
  }
  return false;
}

/** A row with this key is already there. */
export function isUniqueViolation(error: unknown): boolean {
  for (const { code } of causes(error)) if (code === '23505' || code === 'P2002') return true;
  return false;
}
