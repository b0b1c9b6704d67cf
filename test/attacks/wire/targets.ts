import { consoleRouter, hostRouter, widgetRouter } from '@hearth/api';
import { z } from 'zod';
import type { Route } from '../../../apps/server/src/v1/route.ts';
import { routes } from '../../../apps/server/src/v1/routes.ts';

type Api = 'widget' | 'host' | 'console';

/** Something that can be asked for over the wire, and what it takes. */
export type Target =
  | { api: Api; name: string; type: 'query' | 'mutation' | 'subscription'; input: z.ZodType }
  | { api: 'v1'; name: string; route: Route };

const Definition = z.object({
  _def: z.object({
    type: z.enum(['query', 'mutation', 'subscription']),
    inputs: z.array(z.instanceof(z.ZodType)),
  }),
});

const nothing = z.object({});

/** Every procedure there is, from the routers themselves, so that a new one is attacked without a word. */
const procedures = (api: Api, all: object): Target[] =>
  Object.entries(all).map(([name, procedure]) => {
    // tRPC's types keep the schemas to themselves.
    const held = typeof procedure === 'function' ? { _def: Reflect.get(procedure, '_def') } : {};
    const { type, inputs } = Definition.parse(held)._def;
    return { api, name, type, input: inputs[0] ?? nothing };
  });

export const targets: readonly Target[] = [
  ...procedures('widget', widgetRouter._def.procedures),
  ...procedures('host', hostRouter._def.procedures),
  ...procedures('console', consoleRouter._def.procedures),
  ...routes.map((route): Target => ({ api: 'v1', name: `${route.method} ${route.path}`, route })),
];

/** How a target is called in reports. */
export const titleOf = ({ api, name }: Pick<Target, 'api' | 'name'>): string => `${api} ${name}`;

/** Whether it is there to change something. */
export const isWriting = (target: Target): boolean =>
  target.api === 'v1' ? target.route.method === 'POST' : target.type === 'mutation';
