import { html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { PageElement } from '../page-element.ts';

/**
 * The door.
 *
 * @fires signed-in - the session cookie is set
 */
@customElement('hearth-sign-in')
export class SignInView extends PageElement {
  @query('#email') private email!: HTMLInputElement;
  @query('#password') private password!: HTMLInputElement;

  @state() private busy = false;
  @state() private message = '';

  override firstUpdated(): void {
    this.email.focus();
  }

  private async handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.message = '';
    try {
      await backend.operators.signIn.mutate({ email: this.email.value, password: this.password.value });
      this.dispatchEvent(new Event('signed-in'));
    } catch (error) {
      this.message = sentenceFor(error);
      await this.updateComplete;
      this.password.select();
    } finally {
      this.busy = false;
    }
  }

  override render() {
    return html`<main class="door">
      <p class="mark">Hearth</p>
      <h1>Sign in to the console</h1>
      <form @submit=${this.handleSubmit}>
        <label for="email">E-mail</label>
        <input id="email" type="email" autocomplete="username" required />
        <label for="password">Password</label>
        <input
          id="password"
          type="password"
          autocomplete="current-password"
          required
          aria-describedby=${this.message ? 'sign-in-problem' : nothing}
        />
        <p id="sign-in-problem" class="problem" role="alert">${this.message}</p>
        <button class="primary" aria-disabled=${this.busy}>${this.busy ? 'Signing in…' : 'Sign in'}</button>
      </form>
    </main>`;
  }
}
