import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openSession } from '../e2e/console.ts';
import { openScene, type Scene } from '../e2e/scene.ts';
import { freePort } from '../stack.ts';
import { call, interaction, signMember } from '../wire.ts';
import { type Canary, openUnderWatch, startCanary } from './canary.ts';
import { Doors } from './doors.ts';
import { fiveWidgets, type HostSite, scriptTag, startHostSite } from './host-page.ts';

// What leaves by other ways than the page: files for spreadsheets and programs, addresses, and the look.

let scene: Scene | undefined;
let canary: Canary;
let site: HostSite;
let doors: Doors;
const opened = (): Scene => {
  if (!scene) throw new Error('There is no scene.');
  return scene;
};

/** Texts that a spreadsheet would run, or that would begin another cell which it would. */
const formulas = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(1)',
  '|calc',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '=HYPERLINK("http://x.example","x")',
  `=cmd|' /C calc'!A0`,
  '"=1+1',
  '";=1+1;"',
  'Ann;=1+1;',
  'Ann\t=1+1',
  'Ann\n=1+1',
  'Ann\r\n@x',
  `'=1+1`,
  '=1+1,"x"',
  ' =1',
];
const plain = ['Ann = Bob', '3 - 2', 'x@y', 'Zoë, "the" 2nd'];

const RefusalSchema = z.object({ error: z.object({ message: z.string() }) });

/** RFC 4180, cell by cell. */
const cellsOf = (csv: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, cell = '', end] of csv
    .replace('\uFEFF', '')
    .matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)) {
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
};
/** The cells of a spreadsheet that separates by semicolons and knows no quotes but those at a cell's beginning. */
const cellsBySemicolon = (csv: string): string[] => csv.replace('\uFEFF', '').split(/[;\t\r\n]/);
const isFormula = (cell: string) => /^\s*[=+\-@|＝＋－＠]/.test(cell);
const isNumber = (cell: string) => /^-?\d+(\.\d+)?$/.test(cell);

const expectHarmless = (csv: string) => {
  expect(
    cellsOf(csv)
      .flat()
      .filter((cell) => isFormula(cell) && !isNumber(cell)),
  ).toEqual([]);
  expect(cellsBySemicolon(csv).filter((cell) => isFormula(cell) && !/^-?\d/.test(cell))).toEqual([]);
};

beforeAll(async () => {
  scene = await openScene();
  const { stack } = scene;
  canary = await startCanary();
  site = await startHostSite(await freePort(), stack.api);
  doors = new Doors(stack);
  await doors.signIn();
  await doors.change('project.addOrigin', { origin: site.origin }, z.unknown());
  const timestamp = new Date(Date.now() - 60_000).toISOString();
  const batch = [...formulas, ...plain].flatMap((name, at) => [
    {
      type: 'identify',
      userId: `f${at}`,
      messageId: `i${at}`,
      timestamp,
      traits: { name, email: `f${at}@files.example` },
    },
    {
      type: 'group',
      userId: `f${at}`,
      groupId: `g${at}`,
      messageId: `g${at}`,
      timestamp,
      traits: { name, plan: name },
    },
    {
      type: 'track',
      userId: `f${at}`,
      messageId: `t${at}`,
      timestamp,
      event: 'file_read',
      properties: { name },
    },
  ]);
  const { status } = await doors.tell('import', { batch });
  expect(status).toBe(200);
}, 600_000);
afterAll(async () => {
  site?.close();
  canary?.close();
  await scene?.close();
});

const openConsole = async () => {
  const { stack, browser } = opened();
  const storageState = await openSession(browser, stack);
  const context = await browser.newContext({ storageState });
  return openUnderWatch(context, `${stack.api}/console/`);
};

const saved = async (page: Page): Promise<string> => {
  const button = page.getByRole('button', { name: 'CSV' }).first();
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return text(createReadStream(await file.path()));
};

describe('a file for spreadsheets', () => {
  test.each(['members?q=files.example', 'accounts'])(
    'from the console’s /%s holds no formula',
    async (path) => {
      const { page, context } = await openConsole();
      await page.goto(`${opened().stack.api}/console/${path}`);
      await page.locator('.who-is').filter({ hasText: 'Ann = Bob' }).first().waitFor();
      const csv = await saved(page);
      expectHarmless(csv);
      const cells = cellsOf(csv).flat();
      for (const name of plain) expect(cells).toContain(name);
      for (const name of formulas.slice(0, 9)) expect(cells).toContain(`'${name}`);
      await context.close();
    },
  );

  test('from the REST API holds no formula, and its numbers are numbers', async () => {
    const { stack } = opened();
    const { version } = await doors.read('checklists.get', {}, z.object({ version: z.string() }));
    const items = formulas.map((name) => ({
      title: { en: name },
      description: null,
      action: null,
      event: null,
      points: 0,
    }));
    const list = { title: { en: '=1+1' }, celebration: null, active: true, segmentId: null, items };
    await doors.change('checklists.save', { version, checklists: [list] }, z.unknown());
    const bounds = { from: '2026-01-01', to: '2027-01-01', format: 'csv' };
    const now = new Date();
    const day = (at: Date) => at.toISOString().slice(0, 10);
    const query = new URLSearchParams({
      ...bounds,
      from: day(new Date(+now - 7 * 86_400_000)),
      to: day(new Date(+now + 86_400_000)),
    });
    const [shown] = await opened().rows<{ id: string }>('SELECT id FROM checklist ORDER BY id DESC LIMIT 1');
    const contentId = `chk_${shown?.id.replaceAll('-', '')}`;
    await doors.act({ sub: 'f0' }, [interaction('widget.shown', { widget: 'checklist', contentId })]);
    const headers = { authorization: `Bearer ${stack.demo.secretKey}` };
    const response = await fetch(`${stack.api}/v1/drop-off?${query}`, { headers });
    const csv = await response.text();
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expectHarmless(csv);
    expect(csv).toContain(`'=1+1`);
    const mrr = await fetch(`${stack.api}/v1/movements?${query}`, { headers });
    const [, ...rows] = cellsOf(await mrr.text());
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.slice(3).every(isNumber)).toBe(true);
  });

  test('is not what a program reads: there texts are as they were written', async () => {
    const { stack } = opened();
    const headers = { authorization: `Bearer ${stack.demo.secretKey}` };
    const response = await fetch(`${stack.api}/v1/export/interactions`, { headers });
    expect(response.headers.get('content-type')).toContain('application/x-ndjson');
    const lines = (await response.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const names = lines.flatMap(({ payload }) =>
      payload?.name === 'file_read' ? [payload.properties.name] : [],
    );
    expect(names.sort()).toEqual([...formulas, ...plain].sort());
  });
});

describe('an address', () => {
  const hostile = [
    '<script>__xss(1)</script>',
    '"><img src=x onerror=__xss(1)>',
    `';__xss(1)//`,
    '{{__xss(1)}}',
    '%0d%0aset-cookie:x=1',
  ];
  const places = [
    '',
    'console/',
    'console/members/',
    'console/members?q=',
    'console/segments/',
    'console/#invitation=',
    'console/?about=',
    'console/feed?case=',
    'r/',
    'v1/',
    'w/',
    'w/x/boot?input=',
    'console-api/',
    'assets/',
    'v1/openapi.json?',
  ];

  test('that holds markup shows it as text or not at all, wherever it leads', async () => {
    const { page, complaints, context } = await openConsole();
    const { api } = opened().stack;
    const asked: string[] = [];
    page.on('response', (response) => {
      const type = response.headers()['content-type'] ?? '';
      if (response.status() >= 500) asked.push(`${response.status()} ${response.url()}`);
      if (response.headers()['x-content-type-options'] !== 'nosniff')
        asked.push(`sniffed: ${response.url()}`);
      if (/html|xml/.test(type) && !response.url().includes('/console/'))
        asked.push(`${type} ${response.url()}`);
    });
    for (const place of places)
      for (const each of hostile) {
        await page.goto(`${api}/${place}${encodeURI(each)}`);
        await page.goto(`${api}/${place}${encodeURIComponent(each)}`);
      }
    expect(asked.filter((each) => !each.includes('image/svg+xml'))).toEqual([]);
    expect(complaints.filter((each) => !each.startsWith('Failed to load resource'))).toEqual([]);
    await context.close();
  });

  test.each([
    'javascript:__xss(1)',
    ' JaVaScRiPt:__xss(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    'blob:x',
    '\u0001javascript:x',
    'java\nscript:x',
    'ftp://x.example',
    '',
  ])('%j is no home page, no link of a step, no picture and no origin', async (url) => {
    const { version, name, timeZone } = await doors.read(
      'project.get',
      {},
      z.object({ version: z.string(), name: z.string(), timeZone: z.string() }),
    );
    const lists = await doors.read('checklists.get', {}, z.object({ version: z.string() }));
    const item = {
      title: { en: 'x' },
      description: null,
      action: { label: { en: 'x' }, url },
      event: null,
      points: 0,
    };
    const list = { title: { en: 'x' }, celebration: null, active: true, segmentId: null, items: [item] };
    for (const [procedure, input] of [
      ['project.save', { version, name, timeZone, homeUrl: url }],
      ['checklists.save', { version: lists.version, checklists: [list] }],
      ['project.addOrigin', { origin: url }],
    ] as const) {
      const { status, body } = await doors.try(procedure, input);
      expect([procedure, status]).toEqual([procedure, 400]);
      expect(RefusalSchema.parse(body).error.message).toMatch(/^[A-Z].* .*\.$/);
    }
    const token = await signMember(opened().stack.demo, { sub: 'pictured', avatar: url });
    const { status, reply } = await call(opened().stack, 'boot', {
      token,
      query: { widgets: ['feed'], locale: 'en' },
    });
    expect([status, reply.error?.data.reason]).toEqual([401, 'token_invalid']);
  });
});

describe('a look', () => {
  const values = [
    'red',
    '#fff',
    '#ffffff;}',
    'url(CANARY/1)',
    '#123456;background:url(CANARY/2)',
    'var(--x)',
    'expression(__xss(1))',
    '</style><script>__xss(1)</script>',
    '#1234567',
    '#12345g',
    'rgb(0 0 0)',
    '\\23 ffffff',
    '{}',
    '__proto__',
  ];

  test.each(values)('of %j is refused as a colour, and the sentence says what one is', async (value) => {
    for (const theme of [
      { accent: value },
      { accentDark: value },
      { radius: value },
      { font: value },
      { [value]: '#ffffff' },
    ]) {
      const { status, body } = await doors.try('project.saveTheme', { theme });
      expect([JSON.stringify(theme), status]).toEqual([JSON.stringify(theme), 400]);
      expect(JSON.stringify(body)).not.toContain('internal');
    }
  });

  test.each([-1, 25, 1e308, 0.5, Number.MAX_SAFE_INTEGER])(
    'with corners of %d pixels is refused',
    async (radius) => {
      expect((await doors.try('project.saveTheme', { theme: { radius } })).status).toBe(400);
    },
  );

  test('that got into the database all the same is not told to any widget', async () => {
    const { stack, rows } = opened();
    await rows('UPDATE project SET theme = $1::jsonb', [
      JSON.stringify({ accent: '#fff;background:url(x)', radius: '9px' }),
    ]);
    const { reply } = await call(stack, 'boot', { query: { widgets: ['feed'], locale: 'en' } });
    expect(reply.result?.data.theme).toEqual({});
  });

  test('that somebody slipped into the answer on its way sets colours at most', async () => {
    const { stack, browser } = opened();
    const url = site.lay('look', {
      head: scriptTag(stack.api, stack.demo.siteKey),
      body: fiveWidgets,
      policy: 'none',
    });
    const context = await browser.newContext();
    const hostile = values.map((value) => value.replace('CANARY', canary.origin));
    let at = 0;
    await context.route('**/boot?*', async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      const accent = hostile[at % hostile.length];
      body.result.data.theme = {
        accent,
        accentDark: `red),url(${canary.origin}/3`,
        radius: `1px;background:url(${canary.origin}/4)`,
      };
      await route.fulfill({ response, json: body });
    });
    const { page, complaints } = await openUnderWatch(context, url);
    for (; at < hostile.length; at += 1) {
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await page.goto(url);
      await page.locator('hearth-feed [role=feed]').waitFor();
      const images = await page.evaluate(() => {
        const found = new Set<string>();
        const walk = (root: ParentNode) => {
          for (const element of root.querySelectorAll('*')) {
            const { backgroundImage, borderImageSource, content, cursor, listStyleImage } =
              getComputedStyle(element);
            for (const value of [backgroundImage, borderImageSource, content, cursor, listStyleImage])
              if (value.includes('url(')) found.add(value);
            if (element.shadowRoot) walk(element.shadowRoot);
          }
        };
        walk(document);
        return [...found];
      });
      expect([hostile[at], images]).toEqual([hostile[at], []]);
    }
    expect(canary.heard).toEqual([]);
    expect(complaints.filter((each) => !each.startsWith('Failed to load resource'))).toEqual([]);
    await context.close();
  });
});
