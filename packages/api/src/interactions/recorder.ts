import type { FeedEvent, Outcome, RecordInput } from '@hearth/schema';
import type { Bus } from '../bus.ts';
import type { Actor, ProjectRef } from '../context.ts';
import type { Database } from '../database/database.ts';
import { assertInTenant } from '../database/tenant-scope.ts';
import { HearthError } from '../errors/hearth-error.ts';
import { applyFacts } from '../facts/apply.ts';
import type { FactItem } from '../facts/item.ts';
import { rowId } from '../ids.ts';
import { forgottenSince } from '../members/forgotten-since.ts';
import { apply, GONE } from './apply.ts';
import { commit } from './commit.ts';
import { GroupCommit } from './group-commit.ts';
import { handlers } from './handlers.ts';
import { type Item, isRefused, type Verdict } from './item.ts';
import { prepare } from './prepare.ts';

export interface RecorderOptions {
  database: Database;
  bus: Bus;
  now: () => Date;
  /** Told of every item that broke its handler, with the interaction's UUID. */
  onError: (
    error: unknown,
    about: { projectId: string; interactionId: string | null; kind: string | null },
  ) => void;
}

/** What an item costs while it waits, beside its payload. */
const ITEM_OVERHEAD = 500;

/** The one way into the interaction log. */
export class Recorder {
  readonly #now: () => Date;
  readonly #group: GroupCommit<Item, Verdict>;
  readonly #facts: GroupCommit<FactItem, Verdict>;

  constructor({ database, bus, now, onError }: RecorderOptions) {
    this.#now = now;
    const onFailure = (error: unknown, item: Item) => onError(error, aboutOf(item));
    // PGlite has one connection: a second transaction would only wait for it.
    const maxInFlight = database.engine === 'pglite' ? 1 : 2;
    this.#group = new GroupCommit({
      commit: async (items) => {
        const verdicts = await commit(database, items, { apply, projectOf, onFailure, partsOf: byHandler });
        announce(bus, items.map(storedOf), verdicts);
        return verdicts;
      },
      weigh: (item) => ITEM_OVERHEAD + (isRefused(item) ? 0 : item.payload.length * 2),
      maxInFlight,
    });
    this.#facts = new GroupCommit({
      commit: async (facts) => {
        const work = {
          apply: applyFacts,
          projectOf: (one: FactItem) => one.projectId,
          onFailure: (e: unknown, one: FactItem) => onError(e, aboutOfFact(one)),
        };
        const verdicts = await commit(database, facts, work);
        announce(bus, facts.map(storedOfFact), verdicts);
        return verdicts;
      },
      weigh: (fact) =>
        ITEM_OVERHEAD + (fact.type === 'interaction' ? fact.payload.length * 2 : ITEM_OVERHEAD),
      maxInFlight,
    });
  }

  /**
   * Stores what a member did; answers once all of it is committed, one outcome an item, in their order.
   *
   * @throws HearthError `sign_in_required` for a visitor; `unavailable` when the database is away, too much waits or
   *   the member was forgotten while the request was on its way.
   */
  async record(project: ProjectRef, actor: Actor, input: RecordInput): Promise<Outcome[]> {
    if (actor.type === 'visitor') {
      throw new HearthError(
        'sign_in_required',
        'Send a credential: a member token, or an anonymous one from members.anonymous.',
      );
    }
    // The group is committed by itself, past the scope of its callers: here is where theirs still holds.
    assertInTenant(project.id);
    const sender = { project, actor, sentAt: input.sentAt, now: this.#now() };
    const items = input.items.map((item) => prepare(item, sender));
    const verdicts = await this.#group.add(items);
    // Not an outcome: the client would let go of what it holds, and it may still become a new member's.
    if (verdicts.includes(GONE)) throw forgottenSince();
    return items.map((item, index) => outcomeOf(item, verdicts[index]));
  }

  /**
   * Stores what the host's backend says, of any number of members; answers once all of it is committed.
   *
   * @throws HearthError `unavailable` when the database is away or too much waits
   */
  async recordFacts(items: FactItem[]): Promise<Verdict[]> {
    for (const { projectId } of items) assertInTenant(projectId);
    return this.#facts.add(items);
  }
}

const projectOf = (item: Item): string => (isRefused(item) ? item.projectId : item.fact.projectId);

/** A feature that fails does so by itself. */
const byHandler = (items: readonly Item[]): Item[][] =>
  handlers
    .map((handler) => items.filter((item) => !isRefused(item) && handler.kinds.includes(item.fact.kind)))
    .concat([items.filter(isRefused)]);

interface Stored {
  projectId: string;
  id: string;
}

const storedOf = (item: Item): Stored | null => (isRefused(item) ? null : item.fact);
const storedOfFact = (item: FactItem): Stored | null =>
  item.type === 'interaction' ? { projectId: item.projectId, id: rowId(item.interaction.id) } : null;

function outcomeOf({ wireId: id }: Item, verdict: Verdict | undefined): Outcome {
  if (!verdict) throw new Error(`Item ${id} was left without an answer`);
  if (verdict.status === 'duplicate') return { id, status: 'duplicate' };
  if (verdict.status === 'rejected') {
    return { id, status: 'rejected', code: verdict.code, message: verdict.message };
  }
  const { changed, earned } = verdict;
  return { id, status: 'accepted', changed, ...(earned ? { earned } : {}) };
}

/** After the commit, never before it: whoever asks again then finds what was announced. */
function announce(bus: Bus, items: readonly (Stored | null)[], verdicts: readonly Verdict[]): void {
  const ids = new Map<string, string[]>();
  const told: { projectId: string; event: FeedEvent }[] = [];
  items.forEach((item, index) => {
    const verdict = verdicts[index];
    if (item === null || verdict?.status !== 'accepted') return;
    const { projectId, id } = item;
    const own = ids.get(projectId) ?? [];
    ids.set(projectId, own);
    own.push(id);
    if (verdict.announces) told.push({ projectId, event: verdict.announces });
  });
  for (const [projectId, own] of ids) bus.emit('interactions', { projectId, ids: own });
  for (const one of told) bus.emit('feed', one);
}

function aboutOf(item: Item) {
  return isRefused(item)
    ? { projectId: item.projectId, interactionId: item.id, kind: null }
    : { projectId: item.fact.projectId, interactionId: item.fact.id, kind: item.fact.kind };
}

const aboutOfFact = (item: FactItem) => ({
  projectId: item.projectId,
  interactionId: storedOfFact(item)?.id ?? null,
  kind: item.type === 'interaction' ? item.interaction.kind : item.type,
});
