/** Reads a small text, writes it, or forgets it when given null. */
export type Local = (name: string, value?: string | null) => string | null;

/**
 * Small texts that outlive the page: in localStorage, and in memory too, because the former may be blocked or
 * full. Never throws.
 */
export function createLocal(prefix: string): Local {
  const memory = new Map<string, string | null>();
  return (name, value) => {
    const key = prefix + name;
    try {
      if (value === null) localStorage.removeItem(key);
      else if (value) localStorage.setItem(key, value);
      // Another tab may have changed it: what is stored wins over what is remembered.
      else return localStorage.getItem(key) ?? memory.get(key) ?? null;
    } catch {
      // Blocked or full: memory serves until the page closes.
    }
    if (value !== undefined) memory.set(key, value);
    return memory.get(key) ?? null;
  };
}
