import { HearthError } from '@hearth/api';
import {
  AliasSchema,
  FactAnswerSchema,
  FactBatchSchema,
  factLimits,
  GroupSchema,
  IdentifySchema,
  PageSchema,
  ScreenSchema,
  TrackSchema,
} from '@hearth/schema';
import { z } from 'zod';
import { nothing, type Route, route } from './route.ts';

const scope = 'facts:write';

const StoredSchema = z.object({
  success: z.literal(true),
  warnings: z.array(z.string()).meta({ description: 'Stored, without what these say.' }),
});

/** One fact a request: the address says its type. */
const single = (type: string, summary: string, schema: z.ZodObject): Route =>
  route({
    ...nothing,
    method: 'POST',
    path: `/${type}`,
    id: type,
    summary,
    scope,
    bodyLimit: factLimits.event,
    // Judged where a batch's items are, by the same rules and with the same words.
    body: z.looseObject({}).meta({ ...z.toJSONSchema(schema.omit({ type: true }), { io: 'input' }) }),
    answer: StoredSchema,
    handle: async ({ host, body }) => {
      const { rejected, warnings } = await host.facts.send({ batch: [{ ...body, type }] });
      const [refusal] = rejected;
      if (refusal) throw refusalOf(refusal);
      return { success: true, warnings: warnings.map(({ message }) => message) };
    },
  });

function refusalOf({ code, message }: { code: string; message: string }): HearthError {
  if (code === 'too_large') return new HearthError('body_too_large', message);
  if (code === 'handler_failed') return new HearthError('internal', message);
  return new HearthError(code === 'not_found' ? 'not_found' : 'bad_request', message);
}

const many = {
  ...nothing,
  method: 'POST',
  scope,
  bodyLimit: factLimits.batch,
  body: FactBatchSchema,
  answer: FactAnswerSchema,
} as const;

export const factsRoutes: readonly Route[] = [
  single('identify', 'Say who a user is.', IdentifySchema),
  single('track', 'Say that something happened.', TrackSchema),
  single('group', 'Say which account a user belongs to, and what is known of it.', GroupSchema),
  single('page', 'Say that a page was viewed.', PageSchema),
  single('screen', 'Say that a screen was viewed.', ScreenSchema),
  single('alias', 'Say that an anonymousId turned out to be a user.', AliasSchema),
  route({
    ...many,
    path: '/batch',
    id: 'batch',
    summary: 'Send many facts at once: the bad ones are named, the rest is stored.',
    handle: ({ host, body }) => host.facts.send(body),
  }),
  route({
    ...many,
    path: '/import',
    id: 'import',
    summary: 'Send history: every item says when it happened, and is believed.',
    handle: ({ host, body }) => host.facts.import(body),
  }),
];
