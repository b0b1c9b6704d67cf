import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const follow = (code: string, browser: string) =>
  fetch(`${server.address}/r/${code}`, { redirect: 'manual', headers: { 'user-agent': browser } });

async function referral(): Promise<{ link: { code: string }; invited: number }> {
  const input = encodeURIComponent(JSON.stringify({ widgets: ['referral'], locale: 'en' }));
  const response = await fetch(server.widgetUrl(`boot?input=${input}`), {
    headers: { authorization: `Bearer ${await server.sign('ada')}` },
  });
  const { result } = await response.json();
  return result.data.referral;
}

describe('a referral link', () => {
  it('leads to the host product and counts each visitor once', async () => {
    const { code } = (await referral()).link;
    const first = await follow(code, 'laptop');
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toBe(`https://app.example/?hearth_ref=${code}`);
    expect(first.headers.get('cache-control')).toBe('no-store');
    await follow(code, 'laptop');
    await follow(code, 'phone');
    expect((await referral()).invited).toBe(2);
  });

  it.each(['NOBODY77', 'x', '..%2f..', "A'--"])('that nobody shared leads nowhere: %s', async (code) => {
    expect((await follow(code, 'laptop')).status).toBe(404);
  });
});
