import { Readable } from 'node:stream';
import { ExportedInteractionSchema, ExportInputSchema, type ExportPage } from '@hearth/schema';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerTo, ErrorAnswerSchema } from './errors.ts';
import { type HostCaller, nothing, type Route, route } from './route.ts';

const BrokenSchema = z.object({ error: ErrorAnswerSchema.shape.error });

/**
 * The log, line by line. The next page is asked for when the last one has left, so a slow reader costs one page of
 * memory. Should a page fail, the last line says so and then the connection is cut before the body's end: no reader
 * can take half for the whole, whether it looks at lines or at the connection.
 */
async function* linesOf(
  { host, request }: { host: HostCaller; request: FastifyRequest },
  first: ExportPage,
  input: { from?: string; to: string },
) {
  let page = first;
  while (true) {
    if (page.interactions.length > 0) {
      yield `${page.interactions.map((interaction) => JSON.stringify(interaction)).join('\n')}\n`;
    }
    if (page.nextCursor === null) return;
    try {
      page = await host.interactions.export({ ...input, cursor: page.nextCursor });
    } catch (error) {
      yield `${JSON.stringify({ error: answerTo(request, error).error })}\n`;
      throw error;
    }
  }
}

export const exportRoutes: readonly Route[] = [
  route({
    ...nothing,
    method: 'GET',
    path: '/export/interactions',
    id: 'exportInteractions',
    summary:
      'Export interactions, one JSON object a line, in the order in which they were stored. Should it break off, the last line is { "error": … }, and the body has no end.',
    scope: 'interactions:read',
    query: ExportInputSchema,
    answer: z.union([ExportedInteractionSchema, BrokenSchema]),
    answerAs: 'application/x-ndjson',
    handle: async ({ host, services, query: { from, to }, request, reply }) => {
      // One end for all pages: what is stored meanwhile belongs to the next export.
      const until = to ?? new Date(services.now().getTime() + 1).toISOString();
      const input = { ...(from === undefined ? {} : { from }), to: until };
      // Asked before the answer begins: what is wrong with the question still gets its 4xx.
      const first = await host.interactions.export(input);
      const body = Readable.from(linesOf({ host, request }, first, input), { highWaterMark: 1 });
      return reply.type('application/x-ndjson; charset=utf-8').send(body);
    },
  }),
];
