/**
 * What somebody is writing outlives a reload of the page, in this tab alone. The key names the member, so that
 * the next one at this computer never sees it. Without storage (blocked, full) it lives as long as the field.
 */
const nameOf = (key: string) => `hearth-draft:${key}`;

export const readDraft = (key: string): string => {
  try {
    return sessionStorage.getItem(nameOf(key)) ?? '';
  } catch {
    return '';
  }
};

/** An empty text forgets the draft. */
export const keepDraft = (key: string, text: string): void => {
  try {
    if (text) sessionStorage.setItem(nameOf(key), text);
    else sessionStorage.removeItem(nameOf(key));
  } catch {
    // Storage is a convenience here: the field itself still holds the text.
  }
};
