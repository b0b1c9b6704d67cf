/** Reads a small text, writes it, or forgets it when given null. */
export type Local = (name: string, value?: string | null) => string | null;

/**
 * Small texts that outlive the page, in localStorage; in memory alone what that will not take, because it is
 * blocked or full. Never throws.
 */
export function createLocal(prefix: string): Local {
  const memory = new Map<string, string | null>();
  return (name, value) => {
    const key = prefix + name;
    try {
      if (value) localStorage.setItem(key, value);
      else if (value === null) localStorage.removeItem(key);
      else return localStorage.getItem(key) ?? memory.get(key) ?? null;
      // Stored, so that from now on another tab may change it.
      memory.delete(key);
    } catch {
      if (value !== undefined) memory.set(key, value);
    }
    return value ?? memory.get(key) ?? null;
  };
}
