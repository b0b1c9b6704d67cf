import type { HearthClient } from '../types.ts';
import type { BackendDouble } from './backend-double.ts';
import { until } from './page.ts';

declare global {
  interface Window {
    /** Set by a tab's own script. */
    hearthClient?: HearthClient;
  }
}

/** Another tab of the same browser: a frame with its own copy of everything but the storage. */
export async function openTab(backend: BackendDouble, siteKey: string) {
  const frame = document.createElement('iframe');
  frame.srcdoc = `<!doctype html><script type="module">
    import { createClient } from '${new URL('../client.ts', import.meta.url).href}';
    window.hearthClient = createClient();
  </script>`;
  document.body.append(frame);
  await until(() => frame.contentWindow?.hearthClient, 'the tab is open');
  const tab = frame.contentWindow;
  if (!tab?.hearthClient) throw new Error('The tab has no client.');
  tab.fetch = backend.fetch;
  tab.hearthClient.init({ siteKey, api: backend.origin });
  return { client: tab.hearthClient, window: tab, kill: () => frame.remove() };
}
