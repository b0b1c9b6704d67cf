import type { Attacked, Target } from './two-projects.ts';

export interface Answer {
  status: number;
  /** Of an error; null of a result. */
  reason: string | null;
  text: string;
}

/** A call of the widgets' API with whatever credentials, by hand; streams are read up to their headers. */
export async function askWidget(
  { api }: Pick<Attacked, 'api'>,
  { siteKey }: Pick<Target, 'siteKey'>,
  path: string,
  options: {
    method?: 'GET' | 'POST';
    authorization?: string;
    query?: unknown;
    body?: string;
    headers?: Record<string, string>;
    /** Behind the address as it is. */
    search?: string;
  } = {},
): Promise<Answer> {
  const { authorization, query, body, headers, search = '' } = options;
  const input = query === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(query))}`;
  const response = await fetch(`${api}/w/${siteKey}/${path}${input}${search}`, {
    method: options.method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body === undefined ? {} : { body }),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(authorization === undefined ? {} : { authorization }),
      ...headers,
    },
  });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: response.status, reason: null, text: '"result"' };
  }
  const text = await response.text();
  const [, reason = null] = /"reason":"(\w+)"/.exec(text) ?? [];
  return { status: response.status, reason, text };
}

/** Asks who one is, with this Authorization header. */
export const enterWith = (
  server: Pick<Attacked, 'api'>,
  target: Pick<Target, 'siteKey'>,
  authorization: string,
): Promise<Answer> =>
  askWidget(server, target, 'boot', { authorization, query: { widgets: ['rewards'], locale: 'en' } });

/** "in" with what was answered, or status and reason. */
export const verdictOf = ({ status, reason, text }: Answer): string =>
  status === 200 ? `in: ${text}` : `${status} ${reason}`;
