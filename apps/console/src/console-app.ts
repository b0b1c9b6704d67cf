import type { Operator } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend, isSignedOut, sentenceFor } from './backend.ts';
import { PageElement } from './page-element.ts';
import './invitation/invitation-view.ts';
import './live/live-view.ts';
import './sign-in/sign-in-view.ts';

type View =
  | { name: 'starting' }
  | { name: 'failed'; message: string }
  | { name: 'signed-out' }
  | { name: 'in'; operator: Operator };

/** The console: finds out who is there, then shows the page they may see. */
@customElement('hearth-console')
export class ConsoleApp extends PageElement {
  @state() private view: View = { name: 'starting' };

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#start();
  }

  async #start(): Promise<void> {
    try {
      const operator = await backend.operators.me.query();
      this.view = operator ? { name: 'in', operator } : { name: 'signed-out' };
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

  private async handleSignOutClick(): Promise<void> {
    try {
      await backend.operators.signOut.mutate();
      this.view = { name: 'signed-out' };
    } catch (error) {
      this.view = { name: 'failed', message: sentenceFor(error) };
    }
  }

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
    return html`
      <header class="bar">
        <span class="mark">Hearth</span>
        <span class="project">${view.operator.project.name}</span>
        <nav aria-label="Console"><a href="/console/" aria-current="page">Live</a></nav>
        <span class="who" title=${view.operator.email}>${view.operator.name} · ${view.operator.role}</span>
        <button @click=${this.handleSignOutClick}>Sign out</button>
      </header>
      <hearth-live @signed-out=${this.#start}></hearth-live>
    `;
  }
}
