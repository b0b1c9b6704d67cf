import type { BusEvents } from '../bus.ts';
import { type Entry, pressIds } from './payload.ts';

/** Of a burst, readers are shown the latest: see interactions/live.ts. */
const MOST_IDS = 200;
/** Of one project, between two flushes; beyond it readers ask again. */
const MOST_FEED_EVENTS = 500;
/** While the others cannot be reached this must not grow without bound. */
const MOST_PROJECTS = 5_000;

interface Waiting {
  ids: (readonly string[])[];
  count: number;
  feed: BusEvents['feed']['event'][];
  settings: boolean;
  missed: boolean;
}

/** What has been announced and not been told to the others yet. Adding costs a push, or nearly so. */
export class PendingNews {
  #projects = new Map<string, Waiting>();
  #isOverfull = false;

  get isEmpty(): boolean {
    return this.#projects.size === 0 && !this.#isOverfull;
  }

  addInteractions({ projectId, ids }: BusEvents['interactions']): void {
    const own = this.#of(projectId);
    if (!own || own.missed) return;
    own.ids.push(ids);
    own.count += ids.length;
    // Whole chunks: what is too much within one is cut when it is taken.
    for (let [first] = own.ids; first && own.count - first.length >= MOST_IDS; [first] = own.ids) {
      own.ids.shift();
      own.count -= first.length;
    }
  }

  addFeed({ projectId, event }: BusEvents['feed']): void {
    const own = this.#of(projectId);
    if (!own || own.missed) return;
    own.feed.push(event);
    if (own.feed.length > MOST_FEED_EVENTS) Object.assign(own, nothing(), { missed: true });
  }

  addSettings({ projectId }: BusEvents['settings']): void {
    const own = this.#of(projectId);
    if (own) own.settings = true;
  }

  /** Of these projects, null for every one, more has happened than is told here: the others ask again. */
  addMissed(projects: readonly (string | null)[]): void {
    for (const project of projects) {
      if (project === null) this.#overflow();
      else Object.assign(this.#of(project) ?? {}, nothing(), { missed: true });
    }
  }

  /** Everything, which is then no longer here. */
  take(): Entry[] {
    const projects = this.#projects;
    const isOverfull = this.#isOverfull;
    this.#projects = new Map();
    this.#isOverfull = false;
    if (isOverfull) return [{ type: 'missed', project: null }];
    return [...projects].flatMap(([project, waiting]) => entriesOf(project, waiting));
  }

  #of(projectId: string): Waiting | undefined {
    if (this.#isOverfull) return undefined;
    const known = this.#projects.get(projectId);
    if (known) return known;
    if (this.#projects.size >= MOST_PROJECTS) {
      this.#overflow();
      return undefined;
    }
    const fresh = nothing();
    this.#projects.set(projectId, fresh);
    return fresh;
  }

  #overflow(): void {
    this.#isOverfull = true;
    this.#projects.clear();
  }
}

const nothing = (): Waiting => ({ ids: [], count: 0, feed: [], settings: false, missed: false });

function entriesOf(project: string, { ids, feed, settings, missed }: Waiting): Entry[] {
  const entries: Entry[] = [];
  // First, so that whoever asks again because of the rest is not answered from memory.
  if (settings) entries.push({ type: 'settings', project });
  if (missed) entries.push({ type: 'missed', project });
  const latest = ids.flat().slice(-MOST_IDS);
  if (latest.length > 0) entries.push({ type: 'interactions', project, ids: pressIds(latest) });
  for (const event of feed) entries.push({ type: 'feed', project, event });
  return entries;
}
