import type { Outcome, RejectionCode } from '@hearth/schema';
import { isImpression, MAX_BYTES, MAX_ITEMS, overflow, sizeOf, takeBatch } from './batch.ts';
import type { Visit } from './identity.ts';
import type { InteractionQueue, Kit } from './kit.ts';
import { referralCode } from './referral.ts';
import { createStorage, type QueuedItem } from './storage.ts';
import type { Failure } from './transport.ts';
import { createId } from './uuid.ts';

const MAX_BATCH = 100;
/** Milliseconds until the next try after something that should never happen. */
const RETRY = 30_000;

/** What this page recorded and still waits for. Whose it is may not be known before the first token. */
interface Waiting {
  item: Omit<QueuedItem, 'who'> & { who?: string };
  visit: Visit;
  /** By the clock that nobody can set. */
  since: number;
  resolve(outcome: Outcome): void;
}

const isBound = (item: Waiting['item']): item is QueuedItem => item.who !== undefined;

const asksNotToBeTracked = () =>
  navigator.doNotTrack === '1' || ('globalPrivacyControl' in navigator && !!navigator.globalPrivacyControl);

/**
 * Keeps every interaction until the server has spoken. Several tabs share the storage; whoever holds the lock
 * sends for all, and the lock falls free when its tab dies. Nothing in here rejects.
 */
export function createQueue(kit: Kit): InteractionQueue {
  const { options, name, search, local, identity, boot, emit, fail } = kit;
  const stopped = kit.stop.signal;
  const quiet = options.respectDoNotTrack && asksNotToBeTracked();
  const storage = createStorage(name);
  const waiting = new Map<string, Waiting>();
  /** On their way or done: not for this page to pick up again. */
  const taken = new Set<string>();
  let limit = MAX_BATCH;
  let attempts = 0;
  let paused = false;
  let running = false;
  let again = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let trimming = false;
  let referred = false;
  let wake = () => {};

  const code = quiet ? undefined : referralCode(local, search);
  const channel = globalThis.BroadcastChannel && new BroadcastChannel(name);

  const settle = (outcomes: Outcome[]) => {
    for (const outcome of outcomes) {
      taken.add(outcome.id);
      waiting.get(outcome.id)?.resolve(outcome);
      waiting.delete(outcome.id);
      emit('outcome', outcome);
      if (outcome.status === 'accepted') {
        if (outcome.earned) emit('earned', outcome.earned);
        boot.renew(outcome.changed);
      }
      // Its first reply was lost, and with it what it changed: so anything may have.
      if (outcome.status === 'duplicate') boot.renew();
    }
  };
  // Another tab sent what this one recorded.
  if (channel) {
    channel.onmessage = ({ data }: MessageEvent<Outcome[]>) =>
      settle(data.filter((outcome) => waiting.has(outcome.id)));
  }

  const forget = async (outcomes: Outcome[]) => {
    settle(outcomes);
    await storage.remove(outcomes.map((outcome) => outcome.id));
    if (!stopped.aborted) channel?.postMessage(outcomes);
  };

  /** Impressions and others given up since the server was last told. */
  const lost = () => {
    const [impressions = 0, others = 0] = (local('lost') ?? '').split(',').map(Number);
    return { impressions, others };
  };

  const drop = (items: QueuedItem[], code: RejectionCode, message: string) => {
    const shown = items.filter(isImpression).length;
    const { impressions, others } = lost();
    local('lost', `${impressions + shown},${others + items.length - shown}`);
    fail(message);
    return forget(items.map(({ id }) => ({ id, status: 'rejected', code, message })));
  };

  const mine = () => Array.from(waiting.values(), ({ item }) => item).filter(isBound);

  /** Stores what it has become known whose it is. */
  const bind = async () => {
    const unbound = [...waiting.values()].filter(
      ({ item, visit }) => !isBound(item) && visit.who !== undefined,
    );
    await Promise.all(
      unbound.map(({ item, visit }) => storage.put(Object.assign(item, { who: visit.who ?? '' }))),
    );
  };

  /** In milliseconds. A clock that is set forward, as at boot without a battery, makes nothing of ours old. */
  const ageOf = ({ id, occurredAt }: QueuedItem) => {
    const own = waiting.get(id);
    return own ? performance.now() - own.since : Date.now() - Date.parse(occurredAt);
  };

  /** All that waits, of every tab, oldest first; the expired and the too many are given up. */
  const pending = async () => {
    await bind();
    const items = new Map([...(await storage.all()), ...mine()].map((item) => [item.id, item]));
    for (const id of taken) items.delete(id);
    const all = [...items.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const surplus = overflow(all, ageOf);
    if (surplus[0]) await drop(surplus, 'too_many', 'Items were dropped: 1,000 are kept, for 7 days.');
    if (!all[0] && !waiting.size) local('queued', null);
    return all.filter((item) => !taken.has(item.id));
  };

  /** Sends the first batch of these. Undefined when the next may follow. */
  const send = async (items: QueuedItem[], visit: Visit): Promise<Failure | undefined> => {
    const batch = takeBatch(items, limit);
    for (const { id } of batch) taken.add(id);
    const sentAt = new Date().toISOString();
    const reply = await identity.ask(
      'interactions.record',
      {
        sentAt,
        // The clock may have been set back since; nothing happens after it is told.
        items: batch.map(({ who, ...item }) =>
          item.occurredAt > sentAt ? { ...item, occurredAt: sentAt } : item,
        ),
      },
      visit,
      true,
    );
    for (const { id } of batch) taken.delete(id);
    // Of these alone, whatever it was that answered: else they would be sent again at once, and again.
    const outcomes = [reply.data?.outcomes ?? []]
      .flat()
      .filter((outcome) => outcome && batch.some(({ id }) => id === outcome.id));
    if (outcomes[0]) {
      attempts = 0;
      limit = MAX_BATCH;
      await forget(outcomes);
      const { impressions, others } = lost();
      if (impressions + others) {
        local('lost', null);
        record('client.dropped', { impressions, others }, sentAt, identity.current());
      }
      return;
    }
    const failure = reply.error ?? { message: 'The server named no outcome.' };
    // Refused by Hearth itself, or too large for whatever stands before it: for the sake of one item.
    if (failure.status !== 413 && failure.reason !== 'bad_request') return failure;
    limit = Math.ceil(batch.length / 2);
    if (!batch[1]) await drop(batch, 'invalid_shape', failure.message);
  };

  /** The next thing to be done: `true` when there is none. */
  const round = async (): Promise<Failure | true | undefined> => {
    const items = await pending();
    const visit = identity.current();
    const token = local('anonymous');
    // Anonymous ones first: later they could no longer be told from the member's own.
    const anonymous = items.filter((item) => item.who === '');
    if (anonymous[0] && token) return send(anonymous, identity.anonymous);
    if (anonymous[0]) {
      const { data, error } = await identity.ask('members.anonymous', undefined, identity.anonymous, true);
      if (data) local('anonymous', data.token);
      return error;
    }
    if (!visit.verified || !(items[0] || waiting.size || token)) return true;
    if (token) {
      const { error } = await identity.ask('members.merge', { token }, visit, true);
      // These say that it can never be merged, so it is of no further use.
      if (error && error.reason !== 'conflict' && error.reason !== 'token_invalid') return error;
      local('anonymous', null);
      return;
    }
    if (!(await visit.authorise())) return { message: 'No member token.', status: 401 };
    const own = (await pending()).filter((item) => item.who === visit.who);
    return own[0] ? send(own, visit) : true;
  };

  const drain = async () => {
    while (!paused) {
      const failure = await round();
      if (failure === true) return;
      if (!failure) continue;
      fail(failure.message);
      // Full jitter: a thousand pages must not come back in step.
      const wait =
        (failure.retryAfter || 0) + Math.max(1000, Math.random() * Math.min(300_000, 1000 * 2 ** ++attempts));
      // Trouble with this page's own member does not keep other tabs waiting: let go of the lock.
      if (failure.status === 401) return soon(wait);
      // Else keep it: while the server is down, one tab asks.
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, wait);
      });
    }
  };

  /** Whatever happens in there, it is tried again. */
  const attempt = () =>
    drain().catch((error) => {
      fail(error);
      soon(RETRY);
    });

  const run = async () => {
    timer = undefined;
    again = running;
    if (running || paused) return;
    running = true;
    do {
      again = false;
      // Without locks (plain http, a sandboxed frame) two tabs may send the same: a duplicate counts once.
      await (navigator.locks ? navigator.locks.request(name, attempt).catch(attempt) : attempt());
    } while (again);
    running = false;
  };

  /** After a moment, so that what happens together is sent together; or after the wait that a failure asks for. */
  const soon = (wait?: number) => {
    if (wait) clearTimeout(timer);
    if (wait || !timer) timer = setTimeout(run, wait ?? 50);
  };

  /** Something has changed: whatever was waiting for its next try need not. */
  const hurry = () => {
    attempts = 0;
    wake();
    soon(1);
  };

  const keep = (item: Waiting['item'], visit: Visit, resolve: Waiting['resolve']) => {
    waiting.set(item.id, { item, visit, since: performance.now(), resolve });
    local('queued', '1');
    bind();
    // It may have to wait for the token that tells whose it is; the round that fetches it begins here.
    soon();
    // A host that records without end stays within bounds also while nothing can be sent.
    if (waiting.size > MAX_ITEMS && !trimming) {
      trimming = true;
      pending().then(() => {
        trimming = false;
      });
    }
  };

  const record: InteractionQueue['record'] = (kind, payload, occurredAt, visit) =>
    new Promise<Outcome>((resolve) => {
      const id = createId('int');
      const refuse = (code: RejectionCode, message: string) => {
        fail(message);
        resolve({ id, status: 'rejected', code, message });
      };
      if (quiet) return refuse('not_allowed', 'Nothing is recorded: this browser asks not to be tracked.');
      const { pathname } = location;
      try {
        // A copy: the host may change its object before it is sent.
        const item: Waiting['item'] = { id, kind, payload: JSON.parse(JSON.stringify(payload)), occurredAt };
        if (pathname.startsWith('/')) item.page = pathname.slice(0, 512);
        if (sizeOf(item) > MAX_BYTES) throw new Error('it is larger than 60 KB');
        keep(item, visit, resolve);
      } catch (error) {
        refuse('invalid_shape', `Not recorded: ${error}`);
      }
    });

  /** The page may be about to go: one try, now, for what it recorded itself. */
  const flush = () => {
    bind();
    for (const visit of new Set([identity.anonymous, identity.current()])) {
      const own = mine().filter((item) => item.who === visit.who && !taken.has(item.id));
      if (own[0] && identity.credential(visit)) {
        send(own, visit).then((failure) => failure && soon(), fail);
      }
    }
  };

  const pause = (value: boolean) => {
    paused = value;
    hurry();
  };
  const when = (target: EventTarget, event: string, then: () => void) =>
    target.addEventListener(event, then, { signal: stopped });
  when(document, 'visibilitychange', () => document.hidden && flush());
  when(window, 'pagehide', () => {
    flush();
    // Lets go of the lock, in case this page is kept for the way back.
    pause(true);
  });
  when(window, 'pageshow', () => pause(false));
  when(window, 'online', () => {
    hurry();
    boot.renew();
  });
  stopped.addEventListener('abort', () => {
    pause(true);
    channel?.close();
  });

  soon();

  return {
    record,
    welcome() {
      hurry();
      const visit = identity.current();
      if (!visit.verified || !code || referred) return;
      referred = true;
      record('referral.joined', { code }, new Date().toISOString(), visit).then(() => local('ref', null));
    },
  };
}
