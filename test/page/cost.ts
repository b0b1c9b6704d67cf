import type { Browser } from 'playwright-core';
import { layoutShifts } from '../e2e/browser.ts';

/** What one visit cost. Times in milliseconds of the main thread's processor time, slowed down as asked. */
export interface Cost {
  /** In scripts, as Chromium counts it: without what runs in promises. */
  script: number;
  /** Everything on the main thread: scripts, promises, parsing, style, layout, painting. */
  task: number;
  /** JavaScript heap after a collection, in MB of a million bytes. */
  heap: number;
  requests: number;
  /** KB of 1,000 bytes that came over the wire for scripts: compressed as they were, with their answers' headers. */
  scriptKB: number;
  /** The same for everything: pages, styles, data and preflights too. */
  allKB: number;
  /** Chromium's score of what moved without the visitor's doing. */
  shift: number;
}
export const measures = ['script', 'task', 'heap', 'requests', 'scriptKB', 'allKB', 'shift'] as const;

interface Visit {
  url: string;
  /** What must be on screen in the end. */
  shows?: string | undefined;
  /** How many times slower than this machine. */
  slowdown: number;
  /** Milliseconds from opening the page to the reading, the same for all: long enough for the slowest. */
  span: number;
}

/** Opens the page as somebody who was never there, leaves it alone for the span, and reads what it took. */
export const costOf = async (browser: Browser, { url, shows, slowdown, span }: Visit): Promise<Cost> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    const received = new Map<string, { isScript: boolean; bytes: number }>();
    devtools.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
      if (request.url.startsWith('http')) received.set(requestId, { isScript: type === 'Script', bytes: 0 });
    });
    const count = (requestId: string, more: (bytes: number) => number) => {
      const request = received.get(requestId);
      if (request) request.bytes = more(request.bytes);
    };
    devtools.on('Network.responseReceived', ({ requestId, response }) =>
      count(requestId, (bytes) => bytes + response.encodedDataLength),
    );
    devtools.on('Network.dataReceived', ({ requestId, encodedDataLength }) =>
      count(requestId, (bytes) => bytes + encodedDataLength),
    );
    // The whole: what came in one piece has no length of its own. A preflight ends with 0, a stream never.
    devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
      count(requestId, (bytes) => Math.max(bytes, encodedDataLength)),
    );
    await devtools.send('Network.enable');
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    // By the thread's own clock: what else this machine does is then hardly in it.
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(url);
    // By the clock alone: asking the page whether it is ready would cost it time.
    await new Promise((resolve) => setTimeout(resolve, span));
    const { metrics } = await devtools.send('Performance.getMetrics');
    const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? Number.NaN;
    const requests = [...received.values()];
    const kilobytes = (some: typeof requests) => some.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    if (shows && !(await page.locator(shows).first().isVisible()))
      throw new Error(`${url} does not show ${shows} after ${span} ms.`);
    const shifts = await layoutShifts(page);
    return {
      script: metric('ScriptDuration') * 1000,
      task: metric('TaskDuration') * 1000,
      heap: usedSize / 1e6,
      requests: requests.length,
      scriptKB: kilobytes(requests.filter(({ isScript }) => isScript)),
      allKB: kilobytes(requests),
      shift: shifts.reduce((sum, { score }) => sum + score, 0),
    };
  } finally {
    await context.close();
  }
};

/** Of each measure by itself. */
export const medianCost = (costs: readonly Cost[]): Cost => {
  const middle = (measure: keyof Cost) => {
    const sorted = costs.map((cost) => cost[measure]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    script: middle('script'),
    task: middle('task'),
    heap: middle('heap'),
    requests: middle('requests'),
    scriptKB: middle('scriptKB'),
    allKB: middle('allKB'),
    shift: middle('shift'),
  };
};

/** Above another page. */
export const above = (cost: Cost, blank: Cost): Cost => ({
  script: cost.script - blank.script,
  task: cost.task - blank.task,
  heap: cost.heap - blank.heap,
  requests: cost.requests - blank.requests,
  scriptKB: cost.scriptKB - blank.scriptKB,
  allKB: cost.allKB - blank.allKB,
  shift: cost.shift - blank.shift,
});
