/**
 * What somebody is writing outlives a reload of the page, in this tab alone. The key names the member, so that
 * the next one at this computer never sees it. Without storage (blocked, full) it lives as long as the field.
 */
export const draftName = (key: string) => `hearth-draft:${key}`;

export const readDraft = (key: string): string => {
  try {
    return sessionStorage.getItem(draftName(key)) ?? '';
  } catch {
    return '';
  }
};
