import { once } from 'node:events';
import { createServer } from 'node:http';
import type { BrowserContext, Page } from 'playwright-core';
import { openTab, type WatchedPage } from '../e2e/browser.ts';

/** A listener that nobody has a reason to ask: whoever does was sent by content. */
export interface Canary {
  origin: string;
  /** Every request, as `GET /17`. */
  heard: string[];
  close: () => void;
}

export const startCanary = async (): Promise<Canary> => {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.writeHead(204, { 'access-control-allow-origin': '*' }).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The canary has no port.');
  return { origin: `http://127.0.0.1:${address.port}`, heard, close: () => server.close() };
};

/** Before any script of the page: whatever content could call says so. */
const listenForExecution = (): void => {
  const say = (what: string) => void window.tellOfViolation(`${what} was called`);
  Object.defineProperty(window, '__xss', { value: (id: unknown) => say(`__xss(${id})`), writable: false });
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open'] as const) {
    Object.defineProperty(window, name, { value: (text: unknown) => say(`${name}(${text})`) });
  }
};

const listenForLeaving = (page: Page, complaints: string[]): void => {
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => complaints.push(`a window opened: ${popup.url()}`));
  page.on('download', (download) => complaints.push(`a download began: ${download.url()}`));
};

/** A page whose complaints are also executions, dialogs, windows and downloads. */
export const openUnderWatch = async (context: BrowserContext, url: string): Promise<WatchedPage> => {
  await context.addInitScript(listenForExecution);
  const watched = await openTab(context, url);
  listenForLeaving(watched.page, watched.complaints);
  return watched;
};
