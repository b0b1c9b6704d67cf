import { type KeyObject, webcrypto } from 'node:crypto';
import type { ProjectRef } from '../context.ts';
import type { Database } from '../database/database.ts';
import { asOwner } from '../database/tenant-scope.ts';

/** A key that verifies member tokens. The algorithm is the key's own, never the token's. */
export interface VerificationKey {
  id: string;
  algorithm: 'HS256' | 'EdDSA';
  /** A CryptoKey is taken as it is; anything else is imported again for each token. */
  key: KeyObject | webcrypto.CryptoKey;
  revoked: boolean;
}

/** A project with what decides whether a request may speak in its name. */
export interface KnownProject extends ProjectRef {
  origins: ReadonlySet<string>;
  keys: ReadonlyMap<string, VerificationKey>;
  /** How many of its members have been forgotten. */
  forgotten: number;
}

/** null: no project has this site key, or it is being deleted. */
export async function findProject(database: Database, siteKey: string): Promise<KnownProject | null> {
  const row = await asOwner('resolve a credential', () =>
    database.prisma.project.findUnique({
      where: { siteKey, closedAt: null },
      select: {
        id: true,
        homeUrl: true,
        forgotten: true,
        origins: { select: { origin: true } },
        signingKeys: { select: { id: true, algorithm: true, material: true, revokedAt: true } },
      },
    }),
  );
  if (!row) return null;
  const keys = await Promise.all(
    row.signingKeys.map(async ({ id, algorithm, material, revokedAt }) => {
      const key = { id, ...(await readKey(algorithm, material)), revoked: revokedAt !== null };
      return [id, key] as const;
    }),
  );
  return {
    id: row.id,
    siteKey,
    homeUrl: row.homeUrl,
    forgotten: row.forgotten,
    origins: new Set(row.origins.map(({ origin }) => origin)),
    keys: new Map(keys),
  };
}

async function readKey(
  algorithm: string,
  material: Uint8Array,
): Promise<Pick<VerificationKey, 'algorithm' | 'key'>> {
  const { subtle } = webcrypto;
  const bytes = Buffer.from(material);
  switch (algorithm) {
    case 'HS256': {
      const hmac = { name: 'HMAC', hash: 'SHA-256' };
      return { algorithm, key: await subtle.importKey('raw', bytes, hmac, false, ['verify']) };
    }
    case 'EdDSA':
      return {
        algorithm,
        key: await subtle.importKey('spki', bytes, { name: 'Ed25519' }, false, ['verify']),
      };
    default:
      throw new Error(`A signing key is stored with the unknown algorithm ${algorithm}`);
  }
}

/** null: no such secret key, or none of a project that is not being deleted. */
export function findSecretKey(database: Database, hash: Buffer) {
  return asOwner('resolve a credential', () =>
    database.prisma.secretKey.findUnique({
      where: { hash: new Uint8Array(hash), project: { closedAt: null } },
      select: {
        scopes: true,
        expiresAt: true,
        revokedAt: true,
        project: { select: { id: true, siteKey: true, homeUrl: true } },
      },
    }),
  );
}
