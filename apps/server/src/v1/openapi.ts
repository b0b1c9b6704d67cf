import { z } from 'zod';
import { ErrorAnswerSchema } from './errors.ts';
import type { Route } from './route.ts';

const REASONS = {
  400: 'Something about the request is wrong: the message names the field and the rule.',
  401: 'There is no such key, or none was sent.',
  403: 'The key lacks the scope, or a browser sent it.',
  413: 'The body is too large.',
  429: 'Too many requests: Retry-After says when to come back.',
  503: 'Away for a moment: Retry-After says when to come back. Nothing was stored.',
} as const;

const types = { json: 'application/json', bytes: 'application/json', csv: 'text/csv' } as const;

/** The API's document, OpenAPI 3.1, made of the very table and schemas that the server answers by. */
export function describeApi(routes: readonly Route[], publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Hearth',
      version: '1',
      description: 'For your backend, by secret key. Facts have the shape of Segment’s HTTP tracking API.',
    },
    servers: [{ url: `${publicUrl}/v1` }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A secret key.' },
        basic: { type: 'http', scheme: 'basic', description: 'A secret key as user name, no password.' },
      },
      schemas: { Error: jsonOf(ErrorAnswerSchema, 'output') },
    },
  };
}

function operationOf(route: Route): object {
  const { id, summary, scope, answer, answerAs = 'application/json', answersAlso = [] } = route;
  const also = answersAlso.map((type) => [type, { schema: { type: 'string' } }]);
  return {
    operationId: id,
    summary,
    ...(scope === null
      ? { security: [] }
      : { security: [{ bearer: [] }, { basic: [] }], description: `Scope: ${scope}.` }),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...bodyOf(route),
    responses: {
      200: {
        description: answerAs === 'application/json' ? 'Done.' : 'One JSON object a line.',
        content: { [answerAs]: { schema: jsonOf(answer, 'output') }, ...Object.fromEntries(also) },
      },
      ...Object.fromEntries(
        Object.entries(REASONS).map(([status, description]) => [
          status,
          {
            description,
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
          },
        ]),
      ),
    },
  };
}

function bodyOf({ body, bodyAs = 'json', method }: Route): object {
  if (method === 'GET') return {};
  const schema =
    bodyAs === 'json' ? jsonOf(body, 'input') : bodyAs === 'csv' ? { type: 'string' } : { type: 'object' };
  return { requestBody: { required: true, content: { [types[bodyAs]]: { schema } } } };
}

function parametersOf(schema: z.ZodType, place: 'path' | 'query'): object[] {
  if (!(schema instanceof z.ZodObject)) return [];
  const { properties = {}, required = [] } = jsonOf(schema, 'input');
  return Object.entries(properties).map(([name, one]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: one,
  }));
}

function jsonOf(schema: z.ZodType, io: 'input' | 'output') {
  // OpenAPI 3.1 speaks this very dialect, and says so once.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
