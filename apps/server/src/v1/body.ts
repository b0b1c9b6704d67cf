import { createGunzip } from 'node:zlib';
import { HearthError } from '@hearth/api';
import type { FastifyRequest } from 'fastify';
import fastifyPlugin from 'fastify-plugin';

/**
 * Bodies as bytes, unpacked if they came packed. The limit of each address holds for what comes out: whoever sends a
 * few bytes that unpack to gigabytes is stopped at the first one too many.
 */
export const bodies = fastifyPlugin(async (app) => {
  app.addHook('preParsing', async (request, _reply, payload) => {
    const encoding = request.headers['content-encoding']?.toLowerCase() ?? 'identity';
    if (encoding === 'identity') return payload;
    if (encoding !== 'gzip' && encoding !== 'x-gzip') {
      throw new HearthError('bad_request', 'Send the body plain or packed with gzip.');
    }
    const unpacked = Object.assign(createGunzip(), { receivedEncodedLength: 0 });
    payload.on('data', (chunk: Buffer) => {
      unpacked.receivedEncodedLength += chunk.length;
    });
    payload.on('error', (error) => unpacked.destroy(error));
    // Whoever was refused for their type or length is answered already, and nobody listens to what breaks after it.
    unpacked.on('error', () => {});
    // Whoever is refused half-way sends no more.
    unpacked.on('close', () => payload.unpipe(unpacked));
    return payload.pipe(unpacked);
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', 'text/csv', 'text/plain'],
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => body,
  );
});

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A request's body as text; replacement characters are nobody's words. */
export function textOf({ body }: FastifyRequest): string {
  if (!Buffer.isBuffer(body)) throw new HearthError('bad_request', 'The body is missing.');
  try {
    return decoder.decode(body);
  } catch (cause) {
    throw new HearthError('bad_request', 'The body is not valid UTF-8. Send it in UTF-8.', { cause });
  }
}

/** A request's body, which has to be JSON. */
export function jsonOf(request: FastifyRequest): unknown {
  const text = textOf(request);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HearthError('bad_request', 'The body is not JSON. Send JSON in UTF-8.', { cause });
  }
}
