import { draftName } from './draft.ts';

/** An empty text forgets the draft. */
export const keepDraft = (key: string, text: string): void => {
  try {
    if (text) sessionStorage.setItem(draftName(key), text);
    else sessionStorage.removeItem(draftName(key));
  } catch {
    // Storage is a convenience here: the field itself still holds the text.
  }
};
