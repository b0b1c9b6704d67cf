import type { Keys, SigningKey } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { instant } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { textField } from './fields.ts';
import { Form } from './form.ts';
import '../parts/dialog.ts';
import './secret-keys.ts';
import './snippet.ts';
import './token-checker.ts';

/** What a dialog is open for. */
type Open =
  | { what: 'created'; id: string; secret: string }
  | { what: 'import' }
  | { what: 'revoke'; key: SigningKey; last: boolean };

/** Signing keys, secret keys, and what is wrong with a token. */
@customElement('hearth-set-up-keys')
export class KeysPart extends PageElement {
  @state() private open: Open | null = null;
  @state() private pem = '';

  readonly #form = new Form(this);
  readonly #keys = new Load<Keys>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ask();
  }

  #ask = (): void => {
    void this.#keys.ask(() => backend.keys.list.query());
  };

  private handleCreate = async (): Promise<void> => {
    await this.#form.send(async () => {
      this.open = { what: 'created', ...(await backend.keys.createSigning.mutate()) };
    });
    this.#ask();
  };

  private handleImport = async (): Promise<void> => {
    const { pem } = this;
    if (!(await this.#form.send(() => backend.keys.importSigning.mutate({ pem })))) return;
    this.handleClose();
    toast({ text: 'The key is active. Sign with it, then revoke the one before.' });
    this.#ask();
  };

  private handleRevoke = async ({ id }: SigningKey): Promise<void> => {
    if (!(await this.#form.send(() => backend.keys.revokeSigning.mutate({ id })))) return;
    this.handleClose();
    toast({ text: 'Revoked. Tokens it signed are refused within seconds.' });
    this.#ask();
  };

  private handleClose = (): void => {
    this.open = null;
    this.pem = '';
    this.#form.clear();
  };

  override render() {
    const keys = this.#keys.value;
    if (!keys)
      return this.#keys.problem
        ? failure(this.#keys.problem, this.#keys.retry)
        : html`<section class="card">${skeleton(6)}</section>`;
    return html`${this.#signing(keys.signing)}
      <hearth-token-checker></hearth-token-checker>
      <hearth-secret-keys .keys=${keys.secret} @changed=${this.#ask}></hearth-secret-keys>
      ${this.open ? this.#dialog(this.open) : nothing}`;
  }

  #signing(keys: readonly SigningKey[]) {
    const active = keys.filter(({ revokedAt }) => revokedAt === null);
    const full = active.length >= 2;
    return html`<section class="card">
      <header>
        <h2>Signing keys</h2>
        <div class="toolbar">
          <button ?disabled=${full} @click=${() => {
            this.open = { what: 'import' };
          }}>Import a public key</button>
          <button class="primary" ?disabled=${full} @click=${this.handleCreate}>${icon('add')} New key</button>
        </div>
        <p>
          Your backend signs member tokens with one of these. To rotate: make a new key, deploy it, then revoke the old one.
          ${full ? 'Two are active, which is the most: revoke one to add another.' : ''}
        </p>
      </header>
      ${this.#form.general && !this.open ? html`<p class="problem" role="alert">${this.#form.general}</p>` : nothing}
      ${
        keys.length === 0
          ? html`<p class="notice">${icon('info')} No key yet: everybody is a visitor until your backend can vouch for them.</p>`
          : html`<ul class="rows">
              ${keys.map((key) => this.#row(key, active.length === 1))}
            </ul>`
      }
    </section>`;
  }

  #row(key: SigningKey, last: boolean) {
    return html`<li class=${key.revokedAt ? 'ended' : ''}>
      <div>
        <code>${key.id}</code>
        <p class="muted">${key.algorithm} · made ${instant(key.createdAt)}</p>
      </div>
      ${
        key.revokedAt
          ? html`<span class="tag">Revoked ${instant(key.revokedAt)}</span>`
          : html`<span class="tag good">Active</span>
              <button class="danger" aria-label="Revoke ${key.id}" @click=${() => {
                this.open = { what: 'revoke', key, last };
              }}>Revoke</button>`
      }
    </li>`;
  }

  #dialog(open: Open) {
    const [heading, content, actions] = this.#parts(open);
    return html`<hearth-dialog .heading=${heading} .content=${content} .actions=${actions} @close=${this.handleClose}></hearth-dialog>`;
  }

  #parts(open: Open): [heading: string, content: TemplateResult, actions: TemplateResult] {
    const cancel = html`<button @click=${this.handleClose}>Cancel</button>`;
    switch (open.what) {
      case 'created':
        return [
          'Your new signing key',
          html`<div class="stack">
            <p>The secret is shown this once. Keep both in your backend’s environment, never in a page.</p>
            <div class="field"><span class="label">Key id (kid)</span>
              <hearth-snippet label="the key’s id" .text=${open.id}></hearth-snippet></div>
            <div class="field"><span class="label">Secret (base64url of 32 bytes)</span>
              <hearth-snippet label="the secret" .text=${open.secret}></hearth-snippet></div>
          </div>`,
          html`<button class="primary" @click=${this.handleClose}>I have kept it</button>`,
        ];
      case 'import':
        return [
          'Import a public key',
          html`<div class="stack">
            <p>Make an Ed25519 pair in your backend and paste the public half. The private half never leaves you.</p>
            ${textField(this.#form, {
              name: 'pem',
              label: 'Public key (PEM)',
              lines: 5,
              placeholder: '-----BEGIN PUBLIC KEY-----',
              value: this.pem,
              set: (value) => {
                this.pem = value;
              },
            })}
            ${this.#form.general ? html`<p class="problem" role="alert">${this.#form.general}</p>` : nothing}
          </div>`,
          html`${cancel}<button class="primary" @click=${this.handleImport}>Import</button>`,
        ];
      case 'revoke':
        return [
          'Revoke this key?',
          html`<div class="stack">
            <p><code>${open.key.id}</code></p>
            <p>
              ${
                open.last
                  ? 'It is the only active one: until you sign with another, no member can be signed in to the widgets.'
                  : 'Every token that it signed is refused within seconds. Make sure that your backend signs with the other one.'
              }
              This cannot be undone.
            </p>
            ${this.#form.general ? html`<p class="problem" role="alert">${this.#form.general}</p>` : nothing}
          </div>`,
          html`${cancel}<button class="danger" @click=${() => this.handleRevoke(open.key)}>Revoke</button>`,
        ];
    }
  }
}
