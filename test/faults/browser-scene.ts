import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { openScene, type Scene } from '../e2e/scene.ts';
import { serve, served } from '../page/served.ts';
import { freePort } from '../stack.ts';
import { signMember } from '../wire.ts';

/**
 * What may stand between a browser and its server for a while: it answers by itself, or not at all. `deliver` hands the
 * request on all the same, and drops the server's answer when that has come.
 */
export type Trouble = (
  request: IncomingMessage,
  response: ServerResponse,
  deliver: (answered: () => void) => void,
) => void;

export interface BrowserScene extends Scene {
  /** Every `interactions.record` that came as far as the wire, whatever became of it. */
  sends: () => number;
  /** From now on, for requests to this procedure alone; undefined: none. */
  trouble: (trouble?: Trouble, path?: string) => void;
  /** Opens the product's page as this member, or as nobody. */
  open: (context: BrowserContext, as?: string, before?: (page: Page) => Promise<unknown>) => Promise<Visit>;
  /** What the product's pages have in their bodies, from the next one on. */
  show: (body: string) => void;
  /** The numbers that `track` was given under this event's name, as the database has them, by the second. */
  tracked: (name: string) => Promise<{ n: number; who: string | null; at: Date }[]>;
}

export interface Visit {
  page: Page;
  /** What reached the page's own error handlers: nothing of the kit's may. */
  errors: string[];
  /** Says it to the kit, without waiting for the server's word. */
  track: (name: string, ...numbers: number[]) => Promise<void>;
}

const isDelivery = (request: IncomingMessage) =>
  request.method === 'POST' && request.url?.includes('interactions.record') === true;

/** Hands requests on to the server behind, and its answers back. */
const openWire = async (target: () => string) => {
  let trouble: Trouble | undefined;
  let troubled = '';
  let sends = 0;
  const pass = (request: IncomingMessage, response: ServerResponse, answered?: () => void) => {
    const { method, headers, url } = request;
    const inner = forward(new URL(url ?? '/', target()), { method, headers }, (answer) => {
      if (answered) return answer.on('end', answered).resume();
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    // Away: then this wire is too.
    inner.on('error', () => response.destroy());
    request.pipe(inner);
  };
  const server = createServer((request, response) => {
    if (isDelivery(request)) sends += 1;
    if (trouble && request.method !== 'OPTIONS' && request.url?.includes(troubled))
      trouble(request, response, (answered) => pass(request, response, answered));
    else pass(request, response);
  }).listen(await freePort());
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port could be had.');
  return {
    origin: `http://localhost:${address.port}`,
    sends: () => sends,
    trouble: (next?: Trouble, path = 'interactions.record') => {
      trouble = next;
      troubled = path;
    },
    close: async () => {
      server.close().closeAllConnections();
    },
  };
};

/** The real server and database, a wire that can fail before them, and a product on another origin with one script tag. */
export const openBrowserScene = async (): Promise<BrowserScene> => {
  const port = await freePort();
  const scene = await openScene({ HEARTH_DEMO_ORIGINS: `http://localhost:${port}` });
  const { stack, rows } = scene;
  const wire = await openWire(() => stack.api);
  let body = '';
  const html = () => `<!doctype html><html lang="en"><title>Product</title><link rel="icon" href="data:,">
    <script>
      window.hearth = (...command) => (window.hearth.q ??= []).push(command);
      window.signIn = (as) => hearth('identify', async () => (await fetch('/token/' + as)).text());
      const as = location.pathname.slice(1);
      if (as) signIn(as);
    </script>
    <script async src="${wire.origin}/hearth.js" data-site-key="${stack.demo.siteKey}"></script>${body}`;
  const product = await serve(port, async (path) =>
    path.startsWith('/token/')
      ? served('text/plain', await signMember(stack.demo, { sub: path.slice(7) }))
      : served('text/html', html()),
  );

  return {
    ...scene,
    sends: wire.sends,
    trouble: wire.trouble,
    show: (next) => {
      body = next;
    },
    async open(context, as = '', before) {
      const page = await context.newPage();
      page.setDefaultTimeout(20_000);
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      await before?.(page);
      await page.goto(`${product.origin}/${as}`);
      await page.waitForFunction(() => window.hearth?.version);
      return {
        page,
        errors,
        track: (name, ...numbers) =>
          page.evaluate(
            ({ name, numbers }) => {
              for (const n of numbers) window.hearth?.('track', name, { n });
            },
            { name, numbers },
          ),
      };
    },
    tracked: (name) =>
      rows(
        `SELECT (i.payload->'properties'->>'n')::int AS n, m.external_id AS who, i.occurred_at AS at
         FROM interaction i JOIN member m ON m.project_id = i.project_id AND m.id = i.member_id
         WHERE i.payload->>'name' = $1 ORDER BY n`,
        [name],
      ),
    async close() {
      await product.close();
      await wire.close();
      await scene.close();
    },
  };
};

declare global {
  interface Window {
    /** The product's own: signs somebody in. */
    signIn: (as: string) => void;
  }
}
