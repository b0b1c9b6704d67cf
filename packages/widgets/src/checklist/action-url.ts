/**
 * The address behind an action, if following it cannot run anything: http, https or mailto. A relative one belongs to the
 * page that embeds the list. Undefined for the rest: no link is drawn.
 */
export const actionUrl = (url: string): string | undefined => {
  if (!URL.canParse(url, location.href)) return undefined;
  const { protocol, href } = new URL(url, location.href);
  return /^(https?|mailto):$/.test(protocol) ? href : undefined;
};
