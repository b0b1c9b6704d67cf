import type { AnyTRPCRouter } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { consoleRouter, hostRouter, widgetRouter } from './router.ts';

const routers: [string, AnyTRPCRouter][] = [
  ['widget', widgetRouter],
  ['host', hostRouter],
  ['console', consoleRouter],
];
const procedures = routers.flatMap(([router, { _def }]) =>
  Object.entries(_def.procedures).map(([path, procedure]) => ({
    name: `${router} ${path}`,
    definition: Reflect.get(procedure, '_def'),
  })),
);

describe('every procedure', () => {
  it('is found by this test', () => {
    expect(procedures.length).toBeGreaterThan(5);
  });

  it.each(procedures)('$name says who may call it and what goes in', ({ definition }) => {
    expect(definition.meta?.policy).toEqual(
      expect.stringMatching(/^(anyone|member|verified|signed out|host:.+|operator:.+)$/),
    );
    expect(definition.inputs.length).toBeGreaterThan(0);
  });
});
