import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto';
import type { ProjectRef } from '../context.ts';
import type { Database } from '../database/database.ts';
import { asOwner } from '../database/tenant-scope.ts';

/** A key that verifies member tokens. The algorithm is the key's own, never the token's. */
export interface VerificationKey {
  id: string;
  algorithm: 'HS256' | 'EdDSA';
  key: KeyObject;
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
  return {
    id: row.id,
    siteKey,
    homeUrl: row.homeUrl,
    forgotten: row.forgotten,
    origins: new Set(row.origins.map(({ origin }) => origin)),
    keys: new Map(
      row.signingKeys.map(({ id, algorithm, material, revokedAt }) => [
        id,
        { id, ...readKey(algorithm, material), revoked: revokedAt !== null },
      ]),
    ),
  };
}

function readKey(algorithm: string, material: Uint8Array): Pick<VerificationKey, 'algorithm' | 'key'> {
  const bytes = Buffer.from(material);
  switch (algorithm) {
    case 'HS256':
      return { algorithm, key: createSecretKey(bytes) };
    case 'EdDSA':
      return { algorithm, key: createPublicKey({ key: bytes, format: 'der', type: 'spki' }) };
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
