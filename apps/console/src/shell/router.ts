import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ConsolePage } from '../page-element.ts';
import { may, operator } from '../session.ts';
import { navigated, readPath } from './navigation.ts';
import { type PageRoute, routeOf } from './routes.ts';

/** What stands in the middle of the shell. */
export type Place =
  | { name: 'loading'; former: ConsolePage | null }
  | { name: 'page'; element: ConsolePage }
  | { name: 'failed'; label: string }
  | { name: 'forbidden'; label: string }
  | { name: 'unknown' };

/** Follows the address: loads a page's code when it is first gone to, and makes its element. */
export class Router implements ReactiveController {
  place: Place = { name: 'loading', former: null };
  /** First segment of the path, for the navigation. */
  page = '';

  readonly #host: ReactiveControllerHost & HTMLElement;
  #path = '';

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('popstate', this.#handlePopState);
    addEventListener(navigated, this.#handleNavigated);
    void this.#go({ first: true });
  }

  hostDisconnected(): void {
    removeEventListener('popstate', this.#handlePopState);
    removeEventListener(navigated, this.#handleNavigated);
  }

  #handlePopState = (): void => {
    dispatchEvent(new Event(navigated));
  };

  #handleNavigated = (): void => {
    // The query is the page's own; the navigation hands it on, though.
    if (location.pathname === this.#path) this.#host.requestUpdate();
    else void this.#go({ first: false });
  };

  async #go({ first }: { first: boolean }): Promise<void> {
    const path = location.pathname;
    this.#path = path;
    const { page, rest } = readPath(path);
    this.page = page;
    const route = routeOf(page);
    if (!route) return this.#show({ name: 'unknown' }, 'No such page', first);
    const { label } = route;
    if (!may(route.permission)) return this.#show({ name: 'forbidden', label }, label, first);
    const former = this.place.name === 'page' ? this.place.element : null;
    this.place = { name: 'loading', former };
    this.#host.requestUpdate();
    try {
      await route.load();
      // Gone elsewhere while it loaded.
      if (path !== this.#path) return;
      await this.#show({ name: 'page', element: elementOf(route, rest) }, label, first);
    } catch (error) {
      if (path !== this.#path) return;
      console.error(error);
      await this.#show({ name: 'failed', label }, label, first);
    }
  }

  async #show(place: Place, title: string, first: boolean): Promise<void> {
    this.place = place;
    document.title = `${title} · ${operator().project.name}`;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (place.name === 'page') await place.element.updateComplete;
    // After the first load the browser decides; afterwards, the reader of a screen hears where they are.
    if (first) return;
    scrollTo(0, 0);
    this.#host.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }
}

const elementOf = ({ tag }: PageRoute, rest: string): ConsolePage => {
  const element = document.createElement(tag);
  if (!(element instanceof ConsolePage)) throw new Error(`<${tag}> is not defined by its page's module.`);
  element.rest = rest;
  return element;
};
