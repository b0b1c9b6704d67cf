import { once } from 'node:events';
import { createServer } from 'node:http';

/** One page of a host: what is in it, and whether its policy is as strict as can be or not there at all. */
interface HostPage {
  head?: string;
  body: string;
  policy: 'strict' | 'none';
}

/** A host product on a port of its own, whose pages the tests write. */
export interface HostSite {
  origin: string;
  /** Lays a page at `/name`. */
  lay: (name: string, page: HostPage) => string;
  close: () => void;
}

/** An image that would run something, were it a document. */
const avatar = `<svg xmlns="http://www.w3.org/2000/svg" onload="parent.__xss('avatar')"><script>parent.__xss('avatar')</script></svg>`;

/** One script origin, the kit's; no style but what scripts build; Trusted Types for Lit's templates alone. */
const strict = (api: string) =>
  [
    "default-src 'none'",
    `script-src ${api}`,
    `connect-src ${api}`,
    "img-src 'self'",
    "style-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

export const startHostSite = async (port: number, api: string): Promise<HostSite> => {
  const pages = new Map<string, HostPage>();
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0]?.slice(1) ?? '';
    if (path === 'avatar.svg') {
      response.setHeader('content-type', 'image/svg+xml');
      return response.end(avatar);
    }
    const page = pages.get(path);
    if (!page) return response.writeHead(204).end();
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (page.policy === 'strict') response.setHeader('content-security-policy', strict(api));
    return response.end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>${page.head ?? ''}</head><body>${page.body}</body></html>`,
    );
  }).listen(port, 'localhost');
  await once(server, 'listening');
  const origin = `http://localhost:${port}`;
  return {
    origin,
    lay: (name, page) => {
      pages.set(name, page);
      return `${origin}/${name}`;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

/** The five widgets as a page places them. */
export const fiveWidgets =
  '<hearth-checklist></hearth-checklist><hearth-rewards></hearth-rewards><hearth-feed></hearth-feed><hearth-referral></hearth-referral><hearth-nps></hearth-nps>';

export const scriptTag = (api: string, siteKey: string, more = ''): string =>
  `<script async src="${api}/hearth.js" data-site-key="${siteKey}" ${more}></script>`;
