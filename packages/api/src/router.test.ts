import type { AnyTRPCRouter } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { consoleRouter, hostRouter, widgetRouter } from './router.ts';

const routers: [string, AnyTRPCRouter][] = [
  ['widget', widgetRouter],
  ['host', hostRouter],
  ['console', consoleRouter],
];
/** What a procedure was built from; tRPC's types keep the policy and the schemas to themselves. */
function definitionOf(procedure: unknown) {
  const whole = typeof procedure === 'function' ? Reflect.get(procedure, '_def') : undefined;
  return z
    .object({
      meta: z.object({ policy: z.string() }),
      inputs: z.array(z.unknown()),
      type: z.string(),
      output: z.unknown(),
    })
    .parse(whole);
}

const procedures = routers.flatMap(([router, { _def }]) =>
  Object.entries(_def.procedures).map(([path, procedure]) => ({
    name: `${router} ${path}`,
    definition: definitionOf(procedure),
  })),
);

describe('every procedure', () => {
  it('is found by this test', () => {
    expect(procedures.length).toBeGreaterThan(5);
  });

  it.each(procedures)('$name says who may call it, what goes in and what comes out', ({ definition }) => {
    expect(definition.meta.policy).toEqual(
      expect.stringMatching(/^(anyone|member|verified|signed out|host:.+|operator:.+)$/),
    );
    // A subscription may take nothing, and what it sends is checked as it is sent.
    if (definition.type === 'subscription') return;
    expect(definition.inputs.length).toBeGreaterThan(0);
    expect(definition.output).toBeDefined();
  });
});
