import type { TokenReport } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { textField } from './fields.ts';
import { Form } from './form.ts';

const names: Record<TokenReport['checks'][number]['name'], string> = {
  size: 'Size',
  format: 'Format',
  headers: 'Headers',
  type: 'Type (typ)',
  key: 'Key (kid)',
  revoked: 'Key is active',
  algorithm: 'Algorithm (alg)',
  signature: 'Signature',
  audience: 'Audience (aud)',
  subject: 'Member (sub)',
  issued: 'Issued (iat)',
  expiry: 'Expiry (exp)',
  lifetime: 'Lifetime',
  claims: 'Claims',
};

/** Explains what is right and wrong with a pasted member token. */
@customElement('hearth-token-checker')
export class TokenChecker extends PageElement {
  @state() private token = '';
  @state() private report: TokenReport | null = null;

  readonly #form = new Form(this);

  private async handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { token } = this;
    this.report = null;
    await this.#form.send(async () => {
      this.report = await backend.keys.checkToken.mutate({ token });
    });
  }

  override render() {
    const { report } = this;
    return html`<section class="card">
      <header>
        <h2>Token checker</h2>
        <p>Paste a member token that is refused. It is looked at now, and neither kept nor logged.</p>
      </header>
      <form class="stack" novalidate @submit=${this.handleSubmit}>
        ${textField(this.#form, {
          name: 'token',
          label: 'Member token',
          lines: 3,
          placeholder: 'eyJhbGciOi…',
          value: this.token,
          set: (value) => {
            this.token = value;
          },
        })}
        <div class="toolbar">
          <button class="primary" aria-disabled=${this.#form.busy}>Check it</button>
          ${this.#form.general ? html`<p class="problem" role="alert">${this.#form.general}</p>` : nothing}
        </div>
      </form>
      <div role="status">${report ? this.#verdict(report) : nothing}</div>
    </section>`;
  }

  #verdict({ accepted, checks }: TokenReport) {
    const wrong = checks.filter(({ passed }) => passed === false).length;
    return html`<p class="verdict ${accepted ? 'good' : 'bad'}">
        ${icon(accepted ? 'check' : 'warning')}
        ${accepted ? 'The widgets accept this token.' : `The widgets refuse this token: ${wrong === 1 ? 'one thing is' : `${wrong} things are`} wrong.`}
      </p>
      <ul class="checks">
        ${checks.map(
          ({
            name,
            passed,
            sentence,
          }) => html`<li class=${passed === null ? 'unseen' : passed ? 'passed' : 'failed'}>
            ${icon(passed === null ? 'info' : passed ? 'check' : 'close')}
            <span class="visually-hidden">${passed === null ? 'Not checked' : passed ? 'Passed' : 'Failed'}:</span>
            <strong>${names[name]}</strong>
            <span>${sentence}</span>
          </li>`,
        )}
      </ul>`;
  }
}
