import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { onPlan, openConsole, openSession, type Session, saveSegment } from './console.ts';
import { formula, march, tellThePast } from './past.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene | undefined;
let session: Session;

beforeAll(async () => {
  scene = await openScene();
  await tellThePast(scene.stack, scene.rows);
  session = await openSession(scene.browser, scene.stack);
});
afterAll(() => scene?.close());

const opened = (): Scene => {
  if (!scene) throw new Error('There is no scene.');
  return scene;
};
const open = (path: string) => openConsole(opened().browser, opened().stack, session, path);

/** A card's number, which opens what is behind it. */
const number = (page: Page, name: string, value: string): Locator =>
  page.getByRole('button', { name: `${name}: ${value}. What is behind it`, exact: true });

/** What is read there, on one line. */
const textOf = async (place: Locator): Promise<string> =>
  ((await place.textContent()) ?? '').replaceAll(/\s+/g, ' ').trim();

/** The cells of a table, row by row, as they are read. */
const cellsOf = (table: Locator): Promise<string[][]> =>
  table.evaluate((element) =>
    [...element.querySelectorAll('tr')].map((row) =>
      [...row.cells].map((cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()),
    ),
  );

/** The file that a button gives, read as RFC 4180 says. */
const saved = async (page: Page, button: Locator): Promise<{ name: string; lines: string[][] }> => {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  expect(text.startsWith('\uFEFF')).toBe(true);
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, cell = '', end] of text.slice(1).matchAll(/("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n)/g)) {
    line.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return { name: file.suggestedFilename(), lines };
};

test('days chosen on the overview show what was told of them, and each number says what it is made of', async () => {
  const { page, context, complaints } = await open('');
  await page.getByRole('button', { name: /^Period:/ }).click();
  await page.getByLabel('First day').fill('2024-03-01');
  await page.getByLabel('Last day').fill('2024-03-31');
  await page.getByRole('button', { name: 'Show these days' }).click();
  await number(page, 'Active members', '12').waitFor();
  await number(page, 'NPS', '20').click();

  const drawer = page.getByRole('dialog', { name: 'NPS' });
  await drawer.getByText('100 × (promoters − detractors) ÷ answers').waitFor();
  const facts = await textOf(drawer.locator('dl.facts'));
  expect(facts).toMatch(/Sample ?10 answers/);
  expect(facts).toMatch(/Before ?-100 n 1 · \+120/);
  // Adjusted Wald: (5.75 − 3.75) ÷ 13 give or take 1.96 × √((9.5 ÷ 13 − (2 ÷ 13)²) ÷ 13).
  await drawer.getByText('-30 to 61').waitFor();
  await drawer.getByText('Members behind it 10').waitFor();

  await drawer.getByRole('button', { name: 'Detractors' }).click();
  await drawer.getByText('Members behind it 3').waitFor();
  const behind = drawer.locator('ul.behind > li');
  expect(
    (await behind.allTextContents()).map((row) => row.match(/^\s*(\S+)\s+Silt\s+(\d+)/)?.slice(1)),
  ).toEqual(
    expect.arrayContaining([
      ['Jonas', '6'],
      ['Kira', '3'],
      ['Lars', '0'],
    ]),
  );

  await drawer.getByRole('link', { name: 'Kira' }).click();
  await page.getByRole('heading', { name: 'Kira', level: 1 }).waitFor();
  await page.locator('.answers').getByText('Kira would rather have a map.').waitFor();

  // The address is all there is to a view: going back or loading it anew shows the same.
  await page.goBack();
  await drawer.getByText('Members behind it 3').waitFor();
  await page.reload();
  await drawer.getByText('Members behind it 3').waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  expect(new URL(page.url()).searchParams.get('period')).toBe(march);
  await number(page, 'NPS', '20').waitFor();
  await page.goBack();
  await drawer.getByText('Members behind it 3').waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('what accounts paid makes retention as reckoned by hand, and says whom it left out', async () => {
  const { page, context, complaints } = await open(`?period=${march}`);
  await number(page, 'Customer churn', '25 %').waitFor();
  await number(page, 'Gross revenue retention', '65.1 %').waitFor(); // (430 − 100 − 50) ÷ 430
  await number(page, 'Net revenue retention', '76.7 %').waitFor(); // … + 50
  await number(page, 'Customer retention', '75 %').click();
  const drawer = page.getByRole('dialog', { name: 'Customer retention' });
  const facts = await textOf(drawer.locator('dl.facts'));
  expect(facts).toMatch(/Sample ?4 accounts at the start/);
  expect(facts).toMatch(/Left out ?1 · Accounts with revenue in a currency that has no exchange rate/);
  await drawer.getByRole('button', { name: 'Lost' }).click();
  await drawer.getByText('Accounts behind it 1').waitFor();
  expect(await drawer.locator('ul.behind a').allTextContents()).toEqual(['Silt']);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a segment built by sight previews who it holds, changes the numbers, and explains itself to a member', async () => {
  const { page, context, complaints } = await open('segments/new');
  const held = page.locator('hearth-segment-preview .held strong');
  await page.getByLabel('Name', { exact: true }).fill('Gold plan');
  const [first, second] = [1, 2].map((at) => page.getByRole('group', { name: `Condition ${at}` }));
  if (!first || !second) throw new Error('There are no conditions.');
  await first.getByLabel('What it is about').selectOption('Plan');
  await first.getByLabel('Values').fill('gold');
  await first.getByLabel('Values').press('Enter');
  await expect.poll(() => held.textContent(), { timeout: 10_000 }).toBe('6');

  await page.getByRole('button', { name: 'Condition', exact: true }).click();
  await second.getByLabel('What it is about').selectOption('Last answer');
  await expect.poll(() => held.textContent(), { timeout: 10_000 }).toBe('3');
  await second.getByRole('button', { name: 'Remove condition 2' }).click();
  await expect.poll(() => held.textContent(), { timeout: 10_000 }).toBe('6');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved “Gold plan”, version 1.').waitFor();

  await page.goto(`${opened().stack.api}/console/?period=${march}`);
  await page.getByRole('button', { name: 'Segment: Everyone' }).click();
  await page.getByRole('checkbox', { name: /^Gold plan/ }).check();
  await number(page, 'NPS, Everyone', '20').waitFor();
  await number(page, 'NPS, Gold plan', '75').waitFor();
  await number(page, 'Active members, Gold plan', '5').waitFor();
  await number(page, 'Customer retention, Gold plan', '100 %').waitFor();
  await page.getByRole('checkbox', { name: /^Everyone/ }).uncheck();
  await number(page, 'NPS', '75').waitFor();

  // The period and the segment go along to the next page.
  await page.getByRole('link', { name: 'Satisfaction' }).first().click();
  await page.getByRole('heading', { name: 'Satisfaction', level: 1 }).waitFor();
  await number(page, 'NPS', '75').click();
  const drawer = page.getByRole('dialog', { name: 'NPS' });
  await drawer.getByText('Members behind it 4').waitFor();
  await drawer.getByRole('link', { name: 'Anna' }).click();
  const reasons = page.locator('.reasons');
  await reasons.getByText('In Gold plan', { exact: true }).click();
  await reasons.getByText('Plan is one of gold').waitFor();
  expect(await textOf(reasons.locator('li.holds').first())).toBe(
    'Yes: All of Yes: Plan is one of gold is gold',
  );
  expect(complaints).toEqual([]);
  await context.close();
});

test('the file of a retention table holds the cells on the screen, and those are right', async () => {
  const { page, context, complaints } = await open('retention?period=2024-02-01_2024-05-01&by=month');
  const grid = page.getByRole('table', { name: /^Percentage of each cohort active in the months/ });
  await grid.waitFor();
  // Anna came in February and again in March; Gina is the one of March's eleven who came again in April.
  expect(await cellsOf(grid)).toEqual([
    ['Cohort', 'Members', '0', '1', '2'],
    ['Feb 2024', '1', '100', '100', '0'],
    ['Mar 2024', '11', '100', '9'],
    ['Apr 2024', '0', '–'],
  ]);

  const fold = page.locator('details').filter({ hasText: 'Percentage of each cohort active later' });
  await fold.getByText('As a table').click();
  const { name, lines } = await saved(page, fold.getByRole('button', { name: 'CSV' }));
  expect(name).toBe('retention-table.csv');
  expect(lines).toEqual(await cellsOf(fold.getByRole('table')));
  expect(lines).toEqual([
    ['Cohort', 'To', 'Members', '0', '1', '2'],
    ['2024-02-01', '2024-03-01', '1', '100', '100', '0'],
    ['2024-03-01', '2024-04-01', '11', '100', '9', ''],
    ['2024-04-01', '2024-05-01', '0', '', '', ''],
  ]);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the file of MRR movements holds the amounts on the screen', async () => {
  const { page, context, complaints } = await open('revenue?period=2024-02-01_2024-05-01&by=month');
  const fold = page.locator('details').filter({ hasText: 'MRR movements' });
  await fold.getByText('As a table').click();
  const [header, ...lines] = (await saved(page, fold.getByRole('button', { name: 'CSV' }))).lines;
  const [shownHeader, ...shown] = await cellsOf(fold.getByRole('table'));
  expect(header).toEqual(shownHeader);
  const amount = (text: string) => Number(text.replaceAll(/[$,]/g, ''));
  expect(lines.map((line) => line.slice(2, -1).map(Number))).toEqual(
    shown.map((line) => line.slice(2, -1).map(amount)),
  );
  // From, to, start, new, expansion, reactivation, contraction, churn, end, complete.
  expect(lines[1]).toEqual('2024-03-01,2024-04-01,430,30,50,0,100,50,360,yes'.split(',').map((cell) => cell));
  expect(complaints).toEqual([]);
  await context.close();
});

test('a file of members is what the table shows, and a name that is a formula stays text in it', async () => {
  const { page, context, complaints } = await open('members?q=past.example');
  const table = page.getByRole('table', { name: 'Members' });
  await table.getByRole('link', { name: formula }).waitFor();
  const { lines } = await saved(page, page.getByRole('button', { name: 'CSV' }));
  const shown = await table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [
        row.querySelector('.who-is')?.textContent ?? '',
        ...[...row.querySelectorAll('td')].map(
          (cell) => cell.querySelector('time')?.dateTime ?? cell.textContent.trim(),
        ),
      ]),
    );
  expect(lines).toHaveLength(14);
  expect(lines.slice(1)).toEqual(
    shown.map((row) => row.map((cell) => (cell === formula ? `'${formula}` : cell))),
  );
  expect(lines.flat()).toContain(`'${formula}`);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a backend that asks for a metric is told what the screen shows', async () => {
  const { page, context } = await open(`?period=${march}`);
  const segmentId = await saveSegment(page, 'Silver plan', onPlan('silver'));
  const { api, demo } = opened().stack;
  const ask = async (metric: string) => {
    const [from = '', to = ''] = march.split('_');
    const query = new URLSearchParams({ from, to, interval: 'week', segment: segmentId });
    const headers = { authorization: `Bearer ${demo.secretKey}` };
    const response = await fetch(`${api}/v1/metrics/${metric}?${query}`, { headers });
    const measured = z.number().nullable();
    return z
      .object({ value: measured, n: z.number(), low: measured, high: measured })
      .parse(await response.json());
  };
  const nps = await ask('nps');
  // Two promoters and three detractors of six.
  expect(nps).toMatchObject({ value: expect.closeTo(-100 / 6), n: 6 });

  await page.goto(`${api}/console/?period=${march}&segments=${segmentId}`);
  const card = page.locator('hearth-metric-card').filter({ has: page.getByRole('heading', { name: 'NPS' }) });
  await number(page, 'NPS', String(Math.round(nps.value ?? Number.NaN))).waitFor();
  expect(await textOf(card.locator('.sample'))).toMatch(
    new RegExp(`^${Math.round(nps.low ?? Number.NaN)} to ${Math.round(nps.high ?? Number.NaN)}\\s*n 6$`),
  );
  await number(page, 'Active members', String((await ask('active_members')).value)).waitFor();
  await context.close();
});
