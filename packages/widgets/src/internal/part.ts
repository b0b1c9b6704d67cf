import type { CSSResult, LitElement } from 'lit';

/**
 * What of a widget is met only after doing something in it: a module of its own, with its own styles, fetched as soon as
 * a pointer or the focus comes near, so that it is there once it is needed.
 */
export class Part<T extends { styles: CSSResult }> {
  /** Undefined until it is here. */
  loaded: T | undefined;
  #host: LitElement;
  #fetch: () => Promise<T>;
  #loading: Promise<T> | undefined;

  constructor(host: LitElement, fetch: () => Promise<T>) {
    this.#host = host;
    this.#fetch = fetch;
    // Nothing is missing yet if this fails: who needs it asks again, and says so.
    const handleApproach = () => void this.load().catch(() => {});
    host.addEventListener('pointerenter', handleApproach);
    host.addEventListener('focusin', handleApproach);
  }

  /** Rejects if it could not be fetched; the next call tries again. */
  load(): Promise<T> {
    this.#loading ??= this.#fetch().then(
      (part) => {
        this.loaded = part;
        const { styleSheet } = part.styles;
        if (styleSheet) this.#host.shadowRoot?.adoptedStyleSheets.push(styleSheet);
        this.#host.requestUpdate();
        return part;
      },
      (error) => {
        this.#loading = undefined;
        throw error;
      },
    );
    return this.#loading;
  }
}
