import { resolve } from 'node:path';
import { z } from 'zod';

const demo = z
  .enum(['0', '1', 'false', 'true', 'week'])
  .transform((value) => (value === 'week' ? 'week' : value === '1' || value === 'true' ? 'year' : null))
  .default(null);
const port = z.coerce.number().int().min(0).max(65_535);
const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((part) => part.trim() || []));

/** Every variable the server reads, documented here and nowhere else. */
const EnvironmentSchema = z.object({
  /** Port to listen on; 0 lets the system choose. HEARTH_PORT wins over PORT, which platforms set. */
  HEARTH_PORT: port.optional(),
  PORT: port.optional(),
  /** Address to listen on. 0.0.0.0 for every network. */
  HOST: z.string().default('127.0.0.1'),
  /** `postgresql://…`. Without it, an embedded PostgreSQL (PGlite) keeps its data in HEARTH_DATA. */
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** Folder of the embedded database. */
  HEARTH_DATA: z.string().default('.data/hearth'),
  /**
   * At least 32 characters that only this installation knows; visitors of referral links are kept as hashes
   * keyed with it. Without it, one is made and kept beside HEARTH_DATA; set it when several servers share a
   * database, so that they count alike.
   */
  HEARTH_SECRET: z.string().min(32).optional(),
  /** Connections to PostgreSQL at most. */
  HEARTH_DATABASE_CONNECTIONS: z.coerce.number().int().min(1).max(500).default(10),
  /** 0: a pooler stands before the database that keeps no prepared statements, such as PgBouncer before 1.21. */
  HEARTH_DATABASE_PREPARE: z.enum(['0', '1']).default('1'),
  /** Where browsers reach this server, such as https://hearth.example.com. Default http://localhost:<port>. */
  PUBLIC_URL: origin.optional(),
  /** Proxies in front that may say who is asking: a number of hops, or their addresses, comma-separated. */
  TRUST_PROXY: z.string().optional(),
  /** trace, debug, info, warn, error, fatal or silent. */
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  /** Requests a minute: from one address, to one project, and by one member. */
  HEARTH_RATE_ADDRESS: z.coerce.number().int().min(1).default(6_000),
  HEARTH_RATE_PROJECT: z.coerce.number().int().min(1).default(600_000),
  HEARTH_RATE_MEMBER: z.coerce.number().int().min(1).default(1_200),
  /** 1: an empty database gets a demo project with a year of life in it. week: with its last week alone. */
  HEARTH_DEMO: demo,
  /** Further origins the demo project allows, comma-separated. */
  HEARTH_DEMO_ORIGINS: list,
});

export interface Environment {
  port: number;
  host: string;
  databaseUrl: string;
  databaseConnections: number;
  databasePrepares: boolean;
  /** null: http://localhost and the port it got. */
  publicUrl: string | null;
  /** null: kept in secretFile. */
  secret: string | null;
  secretFile: string;
  trustProxy: string[] | ((address: string, hop: number) => boolean) | false;
  logLevel: z.infer<typeof EnvironmentSchema>['LOG_LEVEL'];
  rates: { address: number; project: number; member: number };
  demo: { life: 'year' | 'week' | null; origins: readonly string[]; file: string };
}

/**
 * Reads the environment once.
 * @throws Error with one line for each variable that is wrong
 */
export function readEnvironment(variables: Record<string, string | undefined>): Environment {
  // A variable that is set to nothing is not set: compose files and shells do that.
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const parsed = EnvironmentSchema.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new Error(`The environment is not right:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  const data = resolve(env.HEARTH_DATA);
  return {
    port: env.HEARTH_PORT ?? env.PORT ?? 4600,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL ?? data,
    databaseConnections: env.HEARTH_DATABASE_CONNECTIONS,
    databasePrepares: env.HEARTH_DATABASE_PREPARE === '1',
    publicUrl: env.PUBLIC_URL ?? null,
    secret: env.HEARTH_SECRET ?? null,
    secretFile: resolve(data, '..', 'secret'),
    trustProxy: readTrustProxy(env.TRUST_PROXY),
    logLevel: env.LOG_LEVEL,
    rates: {
      address: env.HEARTH_RATE_ADDRESS,
      project: env.HEARTH_RATE_PROJECT,
      member: env.HEARTH_RATE_MEMBER,
    },
    demo: {
      life: env.HEARTH_DEMO,
      origins: env.HEARTH_DEMO_ORIGINS,
      file: resolve(data, '..', 'demo.json'),
    },
  };
}

/** `true` is not offered: it would believe whatever address a caller writes into X-Forwarded-For. */
function readTrustProxy(text: string | undefined): Environment['trustProxy'] {
  if (text === undefined || text === 'false' || text === '0') return false;
  if (/^\d+$/.test(text)) return (_address, hop) => hop < Number(text);
  return text.split(',').map((part) => part.trim());
}
