// What this browser remembers of a list, and, where storage is blocked or full, at least this page.

const held = new Map<string, string>();
const key = (what: string): string => `hearth:checklist:${what}`;

/** What was remembered under this name; empty for nothing. */
export const recall = (what: string): string => {
  try {
    return held.get(what) ?? localStorage.getItem(key(what)) ?? '';
  } catch {
    return '';
  }
};

export const remember = (what: string, value: string): void => {
  try {
    localStorage.setItem(key(what), value);
  } catch {
    held.set(what, value);
  }
};
