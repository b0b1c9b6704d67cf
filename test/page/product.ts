import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import type { Stack } from '../stack.ts';
import { signMember } from '../wire.ts';
import type { PostHog } from './posthog.ts';
import { type Origin, type Served, script, serve, served } from './served.ts';

/** What a page of the product may hold, and what tells that it is on screen. */
export interface Variant {
  name: string;
  head: string;
  /** Between the page's own paragraphs, in the order of reading. */
  body: string[];
  /** A selector for what must be on screen in the end. */
  shows?: string;
}

/** A tour as a product bundles it: minified, with its style in a file beside it. */
const bundled = async (name: string): Promise<{ code: string; css: string }> => {
  const outputs = await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      write: false,
      cssMinify: true,
      lib: { entry: join(import.meta.dirname, 'tours', `${name}.ts`), formats: ['iife'], name: 'tour' },
      minify: true,
    },
  });
  const files = [outputs].flat().flatMap((each) => ('output' in each ? each.output : []));
  const code = files.map((file) => (file.type === 'chunk' ? file.code : '')).join('');
  const css = files.map((file) => (file.type === 'asset' ? String(file.source) : '')).join('');
  if (!code || !css) throw new Error(`Nothing was built of the tour with ${name}.`);
  return { code, css };
};

const paragraph =
  '<p>Research that remembers: what your customers said, who said it, and what came of it, all in one place.</p>';

const page = ({ head, body }: Variant): string => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Product</title><link rel="icon" href="data:,">
<style>body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 44rem; }</style>
${head}</head><body><main><h1>Notes</h1>
${['projects', 'notes', 'people', 'places', 'plans'].map((name, index) => `<section id="${name}">${paragraph.repeat(2)}</section>${body[index] ?? ''}`).join('\n')}
</main></body></html>`;

/** What the README tells a host to put into its own stylesheet, as it is written there. */
const roomOf = (readme: string): string => {
  const css = /```css\n(hearth-checklist[^`]+)```/.exec(readme)?.[1];
  if (!css) throw new Error('The README does not say how a page keeps room for the widgets.');
  return `<style>${css}</style>`;
};
const room = roomOf(readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8'));

/** Our own tag, with a member who is signed in as a product would: by a token from its own backend. */
export const ours = (stack: Stack, name: string, body: string[], shows?: string): Variant => ({
  name,
  head: `${room}<script>
      window.hearth = (...command) => (window.hearth.q ??= []).push(command);
      hearth('identify', async () => (await fetch('/token')).text());
    </script>
    <script async src="${stack.api}/hearth.js" data-site-key="${stack.demo.siteKey}"></script>`,
  body,
  ...(shows && { shows }),
});

export const prompt = '<hearth-nps mode="prompt"></hearth-nps>';
const inline = ['checklist', 'rewards', 'feed', 'referral'].map(
  (name) => `<hearth-${name}></hearth-${name}>`,
);

export const variants = (stack: Stack, posthog: PostHog): Variant[] => [
  { name: 'blank page', head: '', body: [] },
  ours(stack, 'script tag, no widget', []),
  ours(stack, 'NPS prompt', [prompt], 'hearth-nps [role=dialog]'),
  ours(stack, 'all five', [...inline, prompt], 'hearth-nps [role=dialog]'),
  {
    name: 'PostHog, survey shown',
    head: posthog.tags,
    body: [],
    shows: '[class*=PostHogSurvey] .survey-form',
  },
  ...['driver', 'shepherd'].map((name) => ({
    name: `${name}.js, tour shown`,
    head: `<link rel="stylesheet" href="/${name}.css"><script defer src="/${name}.js"></script>`,
    body: [],
    shows: name === 'driver' ? '.driver-popover' : '.shepherd-element',
  })),
];

/** The product's own backend: a page for each variant by its number, the tours, and its members' tokens. */
export const serveProduct = async (
  stack: Stack,
  port: number,
  pages: () => readonly Variant[],
): Promise<Origin> => {
  const files = new Map<string, Served>();
  // Somebody new each time, so that the next visit is asked the same question.
  let visitors = 0;
  for (const name of ['driver', 'shepherd']) {
    const { code, css } = await bundled(name);
    files.set(`/${name}.js`, script(code)).set(`/${name}.css`, served('text/css', css));
  }
  return serve(port, async (path) => {
    if (path === '/token') {
      visitors += 1;
      return served('text/plain', await signMember(stack.demo, { sub: `visitor-${visitors}`, name: 'Vera' }));
    }
    const variant = pages()[Number(path.slice(1))];
    return variant ? served('text/html', page(variant)) : files.get(path);
  });
};
