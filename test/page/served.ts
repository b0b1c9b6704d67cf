import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { brotliCompressSync } from 'node:zlib';

/** A file as a good host serves it: compressed once, its type named. */
export interface Served {
  type: string;
  content: Buffer;
}
export const served = (type: string, text: string | Buffer): Served => ({
  type: `${type}; charset=utf-8`,
  content: brotliCompressSync(text),
});
export const script = (text: string | Buffer): Served => served('text/javascript', text);

export interface Origin {
  origin: string;
  close: () => Promise<void>;
}

/** An origin on loopback that answers with what `find` gives, else 404. Open to other origins, as a CDN is. */
export const serve = async (
  port: number,
  find: (path: string, request: IncomingMessage) => Served | undefined | Promise<Served | undefined>,
): Promise<Origin> => {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    request.resume();
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const { pathname } = new URL(request.url ?? '/', 'http://loopback');
    const file = await find(pathname, request);
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'br' }).end(file.content);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(port);
  await once(server, 'listening');
  return {
    origin: `http://localhost:${port}`,
    close: async () => {
      const closed = once(server.close(), 'close');
      server.closeAllConnections();
      await closed;
    },
  };
};
