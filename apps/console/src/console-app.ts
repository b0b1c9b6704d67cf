import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend, isSignedOut, sentenceFor, sessionEnded } from './backend.ts';
import { PageElement } from './page-element.ts';
import { setOperator } from './session.ts';
import './invitation/invitation-view.ts';
import './shell/shell.ts';
import './sign-in/sign-in-view.ts';

type View =
  | { name: 'starting' }
  | { name: 'failed'; message: string }
  | { name: 'signed-out' }
  | { name: 'in' };

/** The console: finds out who is there, then shows the page they may see. */
@customElement('hearth-console')
export class ConsoleApp extends PageElement {
  @state() private view: View = { name: 'starting' };

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener(sessionEnded, this.handleSessionEnded);
    void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener(sessionEnded, this.handleSessionEnded);
  }

  async #start(): Promise<void> {
    try {
      const operator = await backend.operators.me.query();
      setOperator(operator);
      this.view = operator ? { name: 'in' } : { name: 'signed-out' };
    } catch (error) {
      this.view = isSignedOut(error)
        ? { name: 'signed-out' }
        : { name: 'failed', message: sentenceFor(error) };
    }
  }

  private handleSignedIn(): void {
    // An invitation's token has done its work: keep it out of history and of the next reload.
    history.replaceState(null, '', location.pathname + location.search);
    void this.#start();
  }

  private handleSessionEnded = (): void => {
    if (this.view.name === 'in') this.handleSignedOut();
  };

  private handleSignedOut = (): void => {
    setOperator(null);
    this.view = { name: 'signed-out' };
  };

  override render() {
    const { view } = this;
    const invitation = /^#invitation=([\w-]+)$/.exec(location.hash)?.[1];
    if (view.name === 'starting') return nothing;
    if (invitation) {
      return html`<hearth-invitation .token=${invitation} @signed-in=${this.handleSignedIn}></hearth-invitation>`;
    }
    if (view.name === 'failed') {
      return html`<main class="door">
        <p role="alert">${view.message}</p>
        <button class="primary" @click=${this.#start}>Try again</button>
      </main>`;
    }
    if (view.name === 'signed-out') {
      return html`<hearth-sign-in @signed-in=${this.handleSignedIn}></hearth-sign-in>`;
    }
    return html`<hearth-shell @signed-out=${this.handleSignedOut}></hearth-shell>`;
  }
}
