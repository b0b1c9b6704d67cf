import type { Scope, SecretKey } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { instant } from '../format/time.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { toast } from '../parts/toast.ts';
import { checkField, selectField, textField } from './fields.ts';
import { Form, fieldId } from './form.ts';
import '../parts/dialog.ts';
import './snippet.ts';

const scopes: readonly { value: Scope; label: string }[] = [
  { value: 'facts:write', label: 'Send events, members and accounts' },
  { value: 'metrics:read', label: 'Read metrics' },
  { value: 'interactions:read', label: 'Export interactions' },
  { value: 'revenue:write', label: 'Set subscriptions and spend' },
  { value: 'referrals:write', label: 'Qualify referrals' },
];

/** How long a key is to be good, in days; empty: until it is revoked. */
const ends = [
  { value: '90', label: '90 days' },
  { value: '365', label: 'A year' },
  { value: '', label: 'Until it is revoked' },
] as const;

const DAY = 86_400_000;

type Open = { what: 'new' } | { what: 'created'; secretKey: string } | { what: 'revoke'; key: SecretKey };

/**
 * Keys for the host's backend.
 *
 * @fires changed - ask for the keys again
 */
@customElement('hearth-secret-keys')
export class SecretKeys extends PageElement {
  @property({ attribute: false }) keys: readonly SecretKey[] = [];
  @state() private open: Open | null = null;
  @state() private name = '';
  @state() private chosen: readonly Scope[] = ['facts:write'];
  @state() private end: (typeof ends)[number]['value'] = '365';

  readonly #form = new Form(this);

  private handleCreate = async (): Promise<void> => {
    const expiresAt = this.end === '' ? null : new Date(Date.now() + Number(this.end) * DAY).toISOString();
    const made = await this.#form.send(async () => {
      const input = { name: this.name, scopes: [...this.chosen], expiresAt };
      this.open = { what: 'created', secretKey: (await backend.keys.createSecret.mutate(input)).secretKey };
    });
    if (made) this.dispatchEvent(new Event('changed'));
  };

  private handleRevoke = async ({ id, name }: SecretKey): Promise<void> => {
    if (!(await this.#form.send(() => backend.keys.revokeSecret.mutate({ id })))) return;
    this.handleClose();
    toast({ text: `${name} was revoked.` });
    this.dispatchEvent(new Event('changed'));
  };

  private handleClose = (): void => {
    this.open = null;
    this.name = '';
    this.#form.clear();
  };

  override render() {
    return html`<section class="card">
      <header>
        <h2>Secret keys</h2>
        <button @click=${() => {
          this.open = { what: 'new' };
        }}>${icon('add')} New secret key</button>
        <p>Your backend sends facts and reads numbers with these. Give each job its own, with no more than it needs.</p>
      </header>
      ${
        this.keys.length === 0
          ? html`<p class="muted">None yet.</p>`
          : html`<ul class="rows">${this.keys.map((key) => this.#row(key))}</ul>`
      }
      ${this.open ? this.#dialog(this.open) : nothing}
    </section>`;
  }

  #row(key: SecretKey) {
    const expired = key.expiresAt !== null && Date.parse(key.expiresAt) <= Date.now();
    const over = key.revokedAt !== null || expired;
    return html`<li class=${over ? 'ended' : ''}>
      <div>
        <strong>${key.name}</strong>
        <p class="muted">
          ${key.scopes.join(', ')} · made ${instant(key.createdAt)}${key.expiresAt && !expired ? ` · until ${instant(key.expiresAt)}` : ''}
        </p>
      </div>
      ${
        key.revokedAt
          ? html`<span class="tag">Revoked</span>`
          : expired
            ? html`<span class="tag">Expired</span>`
            : html`<span class="tag good">Active</span>
                <button class="danger" aria-label="Revoke ${key.name}" @click=${() => {
                  this.open = { what: 'revoke', key };
                }}>Revoke</button>`
      }
    </li>`;
  }

  #dialog(open: Open) {
    const problem = this.#form.general
      ? html`<p class="problem" role="alert">${this.#form.general}</p>`
      : nothing;
    switch (open.what) {
      case 'new':
        return html`<hearth-dialog heading="New secret key" @close=${this.handleClose}
          .content=${html`<div class="stack">${this.#fields()} ${problem}</div>`}
          .actions=${html`<button @click=${this.handleClose}>Cancel</button><button class="primary" @click=${this.handleCreate}>Create</button>`}
        ></hearth-dialog>`;
      case 'created':
        return html`<hearth-dialog heading="Your new secret key" @close=${this.handleClose}
          .content=${html`<div class="stack"><p>It is shown this once. Keep it in your backend’s environment.</p>
            <hearth-snippet label="the secret key" .text=${open.secretKey}></hearth-snippet></div>`}
          .actions=${html`<button class="primary" @click=${this.handleClose}>I have kept it</button>`}
        ></hearth-dialog>`;
      case 'revoke':
        return html`<hearth-dialog heading="Revoke ${open.key.name}?" @close=${this.handleClose}
          .content=${html`<div class="stack"><p>Whatever uses it is refused at once. This cannot be undone.</p>${problem}</div>`}
          .actions=${html`<button @click=${this.handleClose}>Cancel</button><button class="danger" @click=${() => this.handleRevoke(open.key)}>Revoke</button>`}
        ></hearth-dialog>`;
    }
  }

  #fields() {
    return html`${textField(this.#form, {
      name: 'name',
      label: 'Name',
      placeholder: 'Billing service',
      value: this.name,
      set: (value) => {
        this.name = value;
      },
    })}
      <fieldset class="field" id=${fieldId('scopes')} tabindex="-1">
        <legend class="label">What it may do</legend>
        ${scopes.map(({ value, label }) =>
          checkField({
            label,
            checked: this.chosen.includes(value),
            set: (on) => {
              this.chosen = on ? [...this.chosen, value] : this.chosen.filter((scope) => scope !== value);
            },
          }),
        )}
        ${this.#form.at('scopes') ? html`<p class="problem">${this.#form.at('scopes')}</p>` : nothing}
      </fieldset>
      ${selectField(this.#form, {
        name: 'expiresAt',
        label: 'Good for',
        value: this.end,
        options: ends,
        set: (value) => {
          this.end = value;
        },
      })}`;
  }
}
