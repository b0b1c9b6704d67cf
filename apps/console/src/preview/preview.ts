import type { Boot, Theme } from '@hearth/schema';
import { sampleStates } from './sample.ts';

/** What the console says to this frame. */
interface Wanted {
  theme: Theme;
  look: 'light' | 'dark';
}

let theme: Theme = {};

/**
 * The real script, asking nobody: whatever the widgets ask of the backend is answered here, so that a preview needs no
 * set-up, stores nothing, and counts as nobody's activity.
 */
const realFetch = window.fetch;
window.fetch = async (input, init) => {
  const { pathname } = new URL(input instanceof Request ? input.url : String(input), location.href);
  if (!pathname.startsWith('/w/')) return realFetch(input, init);
  return Response.json({ result: { data: pathname.endsWith('/boot') ? boot() : { outcomes: [] } } });
};

const boot = (): Boot => ({ ...sampleStates(), theme });

addEventListener('message', ({ origin, source, data }: MessageEvent<Wanted>) => {
  // A tool that looks into frames, as axe does, posts things of its own.
  if (origin !== location.origin || source !== parent || !data.theme) return;
  theme = data.theme;
  document.documentElement.style.colorScheme = data.look;
  const hearth: unknown = Reflect.get(window, 'hearth');
  // Before the script has come there is nothing to renew.
  if (typeof hearth === 'function') Reflect.apply(hearth, null, ['update']);
});

// The real script comes next in the page, which waits for it.
addEventListener('DOMContentLoaded', () => parent.postMessage('ready', location.origin));
