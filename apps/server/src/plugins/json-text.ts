import { HearthError } from '@hearth/api';
import fastifyPlugin from 'fastify-plugin';

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON bodies as text, well-formed or refused: a lenient decoder would store replacement characters in place
 * of what somebody wrote. tRPC parses the text itself, so that its answers to broken JSON stay its own.
 */
export const jsonText = fastifyPlugin(async (app) => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => {
      try {
        return decoder.decode(body);
      } catch (cause) {
        throw new HearthError('bad_request', 'The body is not valid UTF-8. Send JSON in UTF-8.', { cause });
      }
    },
  );
});
