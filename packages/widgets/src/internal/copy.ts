/**
 * Puts text on the clipboard. False where the browser refuses (an insecure page, a permission): the caller then leaves the
 * text for the member to select.
 */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};
