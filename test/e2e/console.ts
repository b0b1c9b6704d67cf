import type { SegmentRule } from '@hearth/schema';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { z } from 'zod';
import type { Demo, Stack } from '../stack.ts';
import { openPage, type WatchedPage } from './browser.ts';

/** Goes through the console's door as the demo's owner. */
export const signIn = async (page: Page, { operator }: Demo): Promise<void> => {
  await page.getByLabel('E-mail').fill(operator.email);
  await page.getByLabel('Password').fill(operator.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
};

/** What keeps somebody signed in: for further pages that need not go through the door again. */
export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

export const openSession = async (browser: Browser, { api, demo }: Stack): Promise<Session> => {
  const { page, context } = await openPage(browser, `${api}/console/`);
  await signIn(page, demo);
  // The first page of a server that has just started, on a machine that may be busy: late only if it hangs.
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor({ timeout: 30_000 });
  const session = await context.storageState();
  await context.close();
  return session;
};

/** A page of the console by its path, such as `members?q=ada`, signed in. */
export const openConsole = (
  browser: Browser,
  { api }: Stack,
  session: Session,
  path = '',
  options: BrowserContextOptions = {},
): Promise<WatchedPage> => openPage(browser, `${api}/console/${path}`, { storageState: session, ...options });

export const onPlan = (plan: string): SegmentRule => ({ about: 'plan', test: 'in', values: [plan] });

const SavedSchema = z.object({ result: z.object({ data: z.object({ id: z.string() }) }) });

/** Saves a segment past the builder, as the operator whose page it is; answers its id. */
export const saveSegment = async (page: Page, name: string, rule: SegmentRule): Promise<string> => {
  const answer: unknown = await page.evaluate(
    async (segment) => {
      const headers = { 'content-type': 'application/json', 'hearth-console': '1' };
      const body = JSON.stringify(segment);
      return (await fetch('/console-api/segments.save', { method: 'POST', headers, body })).json();
    },
    { name, description: null, rule },
  );
  return SavedSchema.parse(answer).result.data.id;
};
