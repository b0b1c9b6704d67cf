import { digest } from '../identity/secret.ts';

/** Numbers that members move while somebody edits: they make nobody's edit outdated. */
const LIVE = new Set(['answers', 'members', 'earned', 'redeemed', 'stock']);

/** A document's version: a digest of what can be edited of it, so that nothing has to be counted up. */
export const versionOf = (document: object): string =>
  digest(JSON.stringify(document, (key, value: unknown) => (LIVE.has(key) ? undefined : value))).toString(
    'base64url',
  );

/** A document as it leaves: with its version. */
export const versioned = <D extends object>(document: D): D & { version: string } => ({
  ...document,
  version: versionOf(document),
});
