/**
 * The address behind an action, if following it cannot run anything: http, https or mailto. A relative one belongs to the
 * page that embeds the list. Undefined for the rest, also for what is no address: no link is drawn.
 */
export const actionUrl = (url: string): string | undefined => {
  // The browser's own reading of an address, in an element that is nowhere.
  const link = document.createElement('a');
  link.href = url;
  return /^(https?|mailto):$/.test(link.protocol) ? link.href : undefined;
};
