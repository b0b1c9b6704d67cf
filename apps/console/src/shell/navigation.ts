/** Every address of the console begins so. */
const base = '/console/';

/** Said on window after the address has changed, by us or by the back button. */
export const navigated = 'hearth-navigated';

/** Which page a path asks for, and what stands behind its name. */
export interface Destination {
  /** First segment, such as `members`; empty for the start page. */
  page: string;
  /** The segments behind it, decoded and joined by `/`. */
  rest: string;
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    // Half an escape, as in a link cut short: shown as it is, found nowhere.
    return segment;
  }
};

/** Reads a path such as /console/members/mem_1. */
export const readPath = (path: string): Destination => {
  const inside = path.startsWith(base) ? path.slice(base.length) : '';
  const [page = '', ...rest] = inside.split('/').filter(Boolean).map(decoded);
  return { page, rest: rest.join('/') };
};

/** The address of a page, such as `pathTo('members', 'mem_1')`. */
export const pathTo = (page: string, ...rest: string[]): string =>
  base + [page, ...rest].filter(Boolean).map(encodeURIComponent).join('/');

let mayLeave: ((href: string) => boolean) | undefined;

/** Asked before the path changes; false stays, as a page with unsaved edits does. Returns how to stop asking. */
export const guardLeaving = (ask: (href: string) => boolean): (() => void) => {
  mayLeave = ask;
  return () => {
    if (mayLeave === ask) mayLeave = undefined;
  };
};

/** Goes to an address of the console, as a link does. `replace` leaves no step to go back to. */
export const navigate = (href: string, { replace = false } = {}): void => {
  const from = location.pathname;
  if (new URL(href, location.href).pathname !== from && mayLeave?.(href) === false) return;
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
  dispatchEvent(new CustomEvent(navigated, { detail: { moved: location.pathname !== from } }));
};

/** The link of ours that a plain click would follow; undefined leaves the click to the browser. */
const ownLink = (event: MouseEvent): HTMLAnchorElement | undefined => {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (!link || link.target || link.hasAttribute('download')) return undefined;
  return link.origin === location.origin && link.pathname.startsWith(base) ? link : undefined;
};

/** Makes ordinary links move within the page. Returns how to stop. */
export const keepLinksInside = (root: HTMLElement): (() => void) => {
  const handleClick = (event: MouseEvent): void => {
    const link = ownLink(event);
    // A jump within the page is the browser's.
    if (!link || (link.hash && link.pathname === location.pathname)) return;
    event.preventDefault();
    navigate(link.href);
  };
  root.addEventListener('click', handleClick);
  return () => root.removeEventListener('click', handleClick);
};
