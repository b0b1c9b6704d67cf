import { expect, test } from 'vitest';
import { openScene } from '../e2e/scene.ts';
import { freePort } from '../stack.ts';
import { above, type Cost, costOf, measures, medianCost } from './cost.ts';
import { servePostHog } from './posthog.ts';
import { serveProduct, type Variant, variants } from './product.ts';

/** Visits of each page, in turns, so that a change of the machine's mood meets them all. */
const RUNS = Number(process.env.HEARTH_PAGE_RUNS ?? 7);
const SLOWDOWN = 4;
const SPAN = 6000;

const decimals: Record<keyof Cost, number> = {
  script: 0,
  task: 0,
  heap: 2,
  requests: 0,
  scriptKB: 1,
  allKB: 1,
  shift: 3,
};

test('what the kit costs a page, beside its peers', async () => {
  const port = await freePort();
  const scene = await openScene({ HEARTH_DEMO_ORIGINS: `http://localhost:${port}` });
  const posthog = await servePostHog();
  let pages: Variant[] = [];
  const product = await serveProduct(scene.stack, port, () => pages);
  try {
    // As PostHog's survey: at once.
    await scene.rows('UPDATE survey SET delay_seconds = 0');
    pages = variants(scene.stack, posthog);
    const costs = new Map(pages.map(({ name }) => [name, [] as Cost[]]));
    // The first round warms the servers up and is thrown away.
    for (let run = 0; run <= RUNS; run += 1) {
      for (const [index, { name, shows }] of pages.entries()) {
        const url = `${product.origin}/${index}`;
        const cost = await costOf(scene.browser, { url, shows, slowdown: SLOWDOWN, span: SPAN });
        if (run) costs.get(name)?.push(cost);
      }
    }
    report(new Map([...costs].map(([name, each]) => [name, medianCost(each)])));
    expect(posthog.unknown).toEqual([]);
  } finally {
    await product.close();
    await posthog.close();
    await scene.close();
  }
});

const report = (medians: Map<string, Cost>): void => {
  const of = (name: string): Cost => {
    const [cost, blank] = [medians.get(name), medians.get('blank page')];
    if (!cost || !blank) throw new Error(`${name} was not measured.`);
    return above(cost, blank);
  };
  const posthog = of('PostHog, survey shown');
  const misses: string[] = [];
  const demand = (isMet: boolean, what: string) => {
    if (!isMet) misses.push(what);
    return `  ${isMet ? 'met   ' : 'MISSED'} ${what}`;
  };
  const ratio = (name: string, target: number) => {
    const share = of(name).script / posthog.script;
    return demand(
      share <= target,
      `${name}: ${share.toFixed(3)} of PostHog's script time, at most ${target.toFixed(2)}`,
    );
  };
  const own = ['script tag, no widget', 'NPS prompt', 'all five'];
  const cell = (cost: Cost) =>
    measures.map((measure) => cost[measure].toFixed(decimals[measure]).padStart(9)).join('');
  const lines = [
    `Above a blank page; medians of ${RUNS} visits, processor slowed down ${SLOWDOWN} times (ms, ms, MB, -, KB, KB, -).`,
    'KB as they came over the wire, headers included: of scripts, and of everything.',
    `  ${''.padEnd(26)}${measures.map((measure) => measure.padStart(9)).join('')}   of PostHog's script, task`,
    ...[...medians.keys()].map((name) => {
      const cost = of(name);
      const shares = [cost.script / posthog.script, cost.task / posthog.task];
      return `  ${name.padEnd(26)}${cell(cost)}   ${shares.map((share) => share.toFixed(3).padStart(6)).join(' ')}`;
    }),
    ratio('script tag, no widget', 0.03),
    ratio('NPS prompt', 0.15),
    ratio('all five', 0.4),
    ...own.map((name) =>
      demand(of(name).shift === 0, `${name}: moves nothing (${of(name).shift.toFixed(4)})`),
    ),
    demand(
      of('all five').heap <= 0.6,
      `all five: ${of('all five').heap.toFixed(2)} MB of heap, at most 0.60`,
    ),
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
  expect(misses).toEqual([]);
};
