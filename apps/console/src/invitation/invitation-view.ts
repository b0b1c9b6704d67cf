import { html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { PageElement } from '../page-element.ts';

/**
 * Where a one-time link leads: the invited operator chooses a password.
 *
 * @fires signed-in - the invitation is used and the session cookie is set
 */
@customElement('hearth-invitation')
export class InvitationView extends PageElement {
  @query('#new-password') private password!: HTMLInputElement;

  @state() private busy = false;
  @state() private message = '';

  @property() token = '';

  private async handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.message = '';
    try {
      await backend.operators.acceptInvitation.mutate({ token: this.token, password: this.password.value });
      this.dispatchEvent(new Event('signed-in'));
    } catch (error) {
      this.message = sentenceFor(error);
    } finally {
      this.busy = false;
    }
  }

  override render() {
    return html`<main class="door">
      <p class="mark">Hearth</p>
      <h1>Choose a password</h1>
      <form @submit=${this.handleSubmit}>
        <label for="new-password">Password</label>
        <input
          id="new-password"
          type="password"
          autocomplete="new-password"
          minlength="15"
          required
          aria-describedby="password-hint invitation-problem"
        />
        <p id="password-hint" class="muted">At least 15 characters. A sentence is a good one.</p>
        <p id="invitation-problem" class="problem" role="alert">${this.message}</p>
        <button class="primary" aria-disabled=${this.busy}>${this.busy ? 'Saving…' : 'Save and sign in'}</button>
      </form>
    </main>`;
  }
}
