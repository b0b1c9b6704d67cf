import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../page-element.ts';
import { icon } from './icon.ts';

export interface Toast {
  text: string;
  /** One thing to do about it, such as Undo. */
  action?: { label: string; run: () => void };
  /** A failure is said at once and stays until it is closed. */
  problem?: boolean;
}

interface Shown extends Toast {
  id: number;
}

/** How long a message stays, in milliseconds; while it is pointed at or has the focus it does not go. */
const shownFor = 8_000;
const said = 'hearth-toast';
let count = 0;

/** Says something in passing: `toast({ text: 'Hidden.', action: { label: 'Undo', run } })`. */
export const toast = (message: Toast): void => {
  dispatchEvent(new CustomEvent<Toast>(said, { detail: message }));
};

/** Where messages appear; the shell holds the only one. */
@customElement('hearth-toasts')
export class Toasts extends PageElement {
  @state() private shown: readonly Shown[] = [];

  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener(said, this.handleToast);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(said, this.handleToast);
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #remove(id: number): void {
    this.#hold(id);
    this.shown = this.shown.filter((each) => each.id !== id);
  }

  #hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  #release(message: Shown): void {
    if (message.problem) return;
    this.#hold(message.id);
    this.#timers.set(
      message.id,
      setTimeout(() => this.#remove(message.id), shownFor),
    );
  }

  private handleToast = (event: Event): void => {
    if (!(event instanceof CustomEvent)) return;
    const message: Shown = { ...event.detail, id: ++count };
    this.shown = [...this.shown.slice(-2), message];
    this.#release(message);
  };

  private handleAction(message: Shown): void {
    this.#remove(message.id);
    message.action?.run();
  }

  override render() {
    return html`<div class="toasts" role="status" aria-live="polite">
      ${repeat(
        this.shown,
        ({ id }) => id,
        (message) => html`<div
          class="toast ${message.problem ? 'is-problem' : ''}"
          @pointerenter=${() => this.#hold(message.id)}
          @pointerleave=${() => this.#release(message)}
          @focusin=${() => this.#hold(message.id)}
          @focusout=${() => this.#release(message)}
        >
          <p>${message.text}</p>
          ${message.action ? html`<button @click=${() => this.handleAction(message)}>${message.action.label}</button>` : nothing}
          <button class="quiet icon-only" aria-label="Dismiss" @click=${() => this.#remove(message.id)}>
            ${icon('close')}
          </button>
        </div>`,
      )}
    </div>`;
  }
}
