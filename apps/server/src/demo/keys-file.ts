import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const DemoKeysSchema = z.object({
  siteKey: z.string(),
  /** Signs member tokens with HS256; the secret is base64url. */
  signingKey: z.object({ kid: z.string(), secret: z.string() }),
  /** For the host's backend. */
  secretKey: z.string(),
  operator: z.object({ email: z.string(), password: z.string() }),
});
export type DemoKeys = z.infer<typeof DemoKeysSchema>;

/** For the demo's host site and for whoever prints the sign-in: readable by this user alone. */
export function writeDemoKeys(file: string, keys: DemoKeys): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
}

/** null: there is no such file, or it was written by something else. */
export function readDemoKeys(file: string): DemoKeys | null {
  try {
    return DemoKeysSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const expected = error instanceof SyntaxError || error instanceof z.ZodError;
    if (expected || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) return null;
    throw error;
  }
}
