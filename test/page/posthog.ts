import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { freePort } from '../stack.ts';
import { type Origin, type Served, script, serve, served } from './served.ts';

const { resolve } = createRequire(import.meta.url);
const distributed = (name: string): Served => script(readFileSync(resolve(`posthog-js/dist/${name}`)));

const survey = {
  id: '0190b6e0-0000-7000-8000-000000000001',
  name: 'Recommend',
  description: '',
  type: 'popover',
  questions: [
    {
      id: 'recommend',
      type: 'rating',
      question: 'How likely are you to recommend us to a friend or colleague?',
      display: 'number',
      scale: 10,
      lowerBoundLabel: 'Not at all likely',
      upperBoundLabel: 'Extremely likely',
    },
    { id: 'why', type: 'open', question: 'What could we do better?' },
  ],
  conditions: null,
  appearance: {},
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  feature_flag_keys: [],
};

// Of all that a project can switch on, surveys alone are on: no replay, no heat maps, no web vitals.
const config = {
  supportedCompression: ['gzip', 'gzip-js'],
  surveys: true,
  hasFeatureFlags: false,
  sessionRecording: false,
  heatmaps: false,
  captureDeadClicks: false,
  capturePerformance: false,
  autocapture_opt_out: false,
  autocaptureExceptions: false,
  isAuthenticated: false,
  siteApps: [],
  siteAppsJS: [],
  toolbarParams: {},
  defaultIdentifiedOnly: true,
};

const json = (value: unknown): Served => served('application/json', JSON.stringify(value));

export interface PostHog extends Origin {
  /** The tags of a page that uses it. */
  tags: string;
  /** Paths that were asked for and are not known here: then the stub says too little. */
  unknown: string[];
}

/** Its browser library as published, and just enough of its server for one survey to be shown. */
export const servePostHog = async (): Promise<PostHog> => {
  const files = new Map<string, Served>([
    ['/static/array.js', distributed('array.js')],
    ['/static/surveys.js', distributed('surveys.js')],
    [
      '/array/phc_page/config.js',
      script(
        `(window._POSTHOG_REMOTE_CONFIG=window._POSTHOG_REMOTE_CONFIG||{})['phc_page']={config:${JSON.stringify(config)},siteApps:[]}`,
      ),
    ],
    ['/array/phc_page/config', json(config)],
    ['/flags/', json({ featureFlags: {}, featureFlagPayloads: {}, ...config })],
    ['/api/surveys/', json({ surveys: [survey] })],
    ['/e/', json({ status: 'Ok' })],
    ['/i/v0/e/', json({ status: 'Ok' })],
  ]);
  const unknown: string[] = [];
  const server = await serve(await freePort(), (path) => {
    const file = files.get(
      path.startsWith('/static/') ? path.replace(/^\/static\/[\d.]+\//, '/static/') : path,
    );
    if (!file) unknown.push(path);
    return file;
  });
  // As its manual shows it, and nobody here is taken for the robot that this browser says it is.
  const settings = {
    api_host: server.origin,
    defaults: '2025-05-24',
    person_profiles: 'identified_only',
    opt_out_useragent_filter: true,
  };
  return {
    ...server,
    unknown,
    // What its snippet does: commands wait in an array until the script has come.
    tags: `<script>
      window.posthog = Object.assign([], { _i: [], __SV: 1 });
      posthog._i.push(['phc_page', ${JSON.stringify(settings)}, 'posthog']);
    </script>
    <script async crossorigin="anonymous" src="${server.origin}/static/array.js"></script>`,
  };
};
