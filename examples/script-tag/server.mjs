// @ts-check
// "Somebody else's backend": serves the Fieldnote page and signs a short-lived token for whoever is signed in.
// A real product does the same two things with its own session instead of the `as` parameter.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { SignJWT } from 'jose';
import { members } from './members.mjs';

const { PORT = '4700', HEARTH_API = 'http://localhost:4600' } = process.env;
const { HEARTH_SITE_KEY, HEARTH_KEY_ID, HEARTH_KEY_SECRET } = process.env;
if (!HEARTH_SITE_KEY || !HEARTH_KEY_ID || !HEARTH_KEY_SECRET) {
  console.error(
    'Set HEARTH_SITE_KEY, HEARTH_KEY_ID and HEARTH_KEY_SECRET: `npm start` at the root does, or copy them from your project.',
  );
  process.exit(1);
}
const secret = Buffer.from(HEARTH_KEY_SECRET, 'base64url');

/** Says who the member is. Fifteen minutes at most; roles and points do not belong in it.
 * @param {string} id
 * @param {(typeof members)[string]} claims */
const signMemberToken = (id, claims) =>
  new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'HS256', kid: HEARTH_KEY_ID, typ: 'JWT' })
    .setSubject(id)
    .setAudience(HEARTH_SITE_KEY)
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(secret);

/** @type {Record<string, string>} */
const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

// As strict as a page can be and still hold the kit: one script origin, no inline anything, Trusted Types.
const policy = [
  "default-src 'none'",
  `script-src 'self' ${HEARTH_API}`,
  "style-src 'self'",
  "img-src 'self' data: https:",
  `connect-src 'self' ${HEARTH_API}`,
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://host');
  if (url.pathname === '/api/hearth-token') {
    const id = url.searchParams.get('as') ?? '';
    const claims = Object.hasOwn(members, id) ? members[id] : undefined;
    if (!claims) return response.writeHead(404).end('Nobody of that name works here.');
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    response.setHeader('cache-control', 'no-store');
    return response.end(await signMemberToken(id, claims));
  }

  const name = url.pathname === '/' ? '/index.html' : url.pathname;
  if (!/^\/[a-z-]+\.(html|css|js|svg)$/.test(name)) return response.writeHead(404).end('Not found.');
  try {
    const file = await readFile(new URL(`./public${name}`, import.meta.url), 'utf8');
    response.setHeader('content-type', types[extname(name)] ?? 'text/plain');
    response.setHeader('content-security-policy', policy);
    response.setHeader('cache-control', 'no-cache');
    response.end(file.replaceAll('%API%', HEARTH_API).replaceAll('%SITE_KEY%', HEARTH_SITE_KEY));
  } catch {
    response.writeHead(404).end('Not found.');
  }
});

server.listen(Number(PORT), () => console.log(`Fieldnote is on http://localhost:${PORT}`));
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
