import type { InteractionKind } from '@hearth/schema';

/** An interaction that waits for the server's word. */
export interface QueuedItem {
  id: string;
  kind: InteractionKind;
  payload: unknown;
  occurredAt: string;
  page?: string;
  /** Who made it: a verified member's `sub`, or '' for this browser's anonymous member. */
  who: string;
}

export interface Storage {
  /** Resolves when the item is as safe as this browser allows. */
  put(item: QueuedItem): Promise<void>;
  /** Everything kept, of every tab, in the order of making. */
  all(): Promise<QueuedItem[]>;
  remove(ids: string[]): Promise<void>;
}

/**
 * localStorage at once, for a tab that is closed in the next instant; then IndexedDB, which has room, in its place.
 * What one does not take, because it is full or blocked, stays in the other; reading joins both (the caller
 * remembers its own items in memory besides). Never rejects.
 */
export function createStorage(name: string): Storage {
  let database: Promise<IDBDatabase> | undefined;

  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(name, { keyPath: 'id' });
      request.onsuccess = () => {
        // A host that deletes all databases, at sign-out say, must not wait for this one.
        request.result.onversionchange = () => request.result.close();
        resolve(request.result);
      };
      request.onerror = reject;
      // Some browsers never answer in private windows.
      setTimeout(reject, 2000);
    });

  const inDatabase = async <T>(work: (store: IDBObjectStore) => T) => {
    database ??= open();
    const transaction = (await database).transaction(name, 'readwrite');
    return new Promise<T>((resolve, reject) => {
      const result = work(transaction.objectStore(name));
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = reject;
    });
  };

  /** What fails here is only a place that is not there: the item is in another. */
  const swallow = () => undefined;

  /** None of what somebody has spoilt, which must not hide the rest. */
  const parsed = (key: string, text: string): QueuedItem[] => {
    try {
      const item = JSON.parse(text);
      return key === name + item.id ? [item] : [];
    } catch {
      return [];
    }
  };

  return {
    async put(item) {
      try {
        localStorage.setItem(name + item.id, JSON.stringify(item));
      } catch {
        // Full or blocked.
      }
      await inDatabase((store) => store.put(item))
        .then(() => localStorage.removeItem(name + item.id))
        .catch(swallow);
    },
    async all() {
      const items: QueuedItem[] = (await inDatabase((store) => store.getAll()).catch(swallow))?.result ?? [];
      try {
        for (const [key, text] of Object.entries(localStorage)) {
          if (key.startsWith(`${name}int_`)) items.push(...parsed(key, text));
        }
      } catch {
        // Blocked: then nothing is in there.
      }
      return items;
    },
    async remove(ids) {
      await inDatabase((store) => ids.map((id) => store.delete(id))).catch(swallow);
      try {
        for (const id of ids) localStorage.removeItem(name + id);
      } catch {
        // Blocked: then nothing is in there.
      }
    },
  };
}
