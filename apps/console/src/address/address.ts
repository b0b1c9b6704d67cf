import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { navigate, navigated } from '../shell/navigation.ts';
import { type Edit, edited, type Param } from './param.ts';

/**
 * A view's state, kept in the address alone: it can be bookmarked, shared and gone back to.
 *
 * `changed` is called when the view comes to the page, and after each change of the query, by us or by the
 * back button.
 */
export class Address implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #changed: () => void;
  #path = '';
  #search = '';

  constructor(host: ReactiveControllerHost, changed: () => void = () => {}) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  hostConnected(): void {
    this.#path = location.pathname;
    this.#search = location.search;
    addEventListener(navigated, this.#handleNavigated);
    this.#changed();
  }

  hostDisconnected(): void {
    removeEventListener(navigated, this.#handleNavigated);
  }

  #handleNavigated = (): void => {
    // Another page's address is none of this view's business: it is about to go.
    if (location.pathname !== this.#path || location.search === this.#search) return;
    this.#search = location.search;
    this.#changed();
    this.#host.requestUpdate();
  };

  get<T>(param: Param<T>): T {
    return param.read(location.search);
  }

  /** The address after these changes, for a link. */
  href(...edits: Edit[]): string {
    return location.pathname + edited(location.search, ...edits);
  }

  /** Makes these changes, as a step that can be gone back from. */
  set(...edits: Edit[]): void {
    navigate(this.href(...edits));
  }

  /** Makes these changes without a step to go back to: for text being typed. */
  replace(...edits: Edit[]): void {
    navigate(this.href(...edits), { replace: true });
  }
}
