import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { icon } from '../parts/icon.ts';
import { DocumentPart } from './document-part.ts';
import { textField } from './fields.ts';
import { changesOf, draftOf, lacking, type RevenueDraft } from './revenue-draft.ts';
import './revenue.css';
import './snippet.ts';
import './spend-card.ts';
import './subscription-import.ts';

/** How revenue is counted, where it comes from, and what was spent on winning it. */
@customElement('hearth-set-up-revenue')
export class RevenuePart extends DocumentPart<RevenueDraft> {
  #stored: RevenueDraft | null = null;

  protected override read = async (): Promise<RevenueDraft> => {
    this.#stored = draftOf(await backend.revenue.settings.query());
    return this.#stored;
  };

  protected override store = async (draft: RevenueDraft): Promise<RevenueDraft> => {
    const input = changesOf(this.#stored ?? draft, draft);
    this.#stored = draftOf(await backend.revenue.configure.mutate(input));
    return this.#stored;
  };

  protected override readonly whenSaved = 'Saved. All revenue is counted by it, the past too.';

  #put(part: Partial<RevenueDraft>): void {
    this.edit((draft) => {
      Object.assign(draft, part);
    });
  }

  #rate(index: number, part: Partial<RevenueDraft['rates'][number]>): void {
    this.edit(({ rates }) => {
      Object.assign(rates[index] ?? {}, part);
    });
  }

  // An import may bring a currency that has no rate yet.
  private handleImported = (): void => {
    if (!this.isDirty) void this.load();
  };

  override render() {
    return html`${super.render()}
      ${
        this.draft
          ? html`<hearth-spend-card .currency=${this.#stored?.currency ?? ''}></hearth-spend-card>
              <hearth-subscription-import @hearth-imported=${this.handleImported}></hearth-subscription-import>`
          : nothing
      }`;
  }

  protected override fields(draft: RevenueDraft) {
    return html`${this.#money(draft)} ${this.#stripe(draft)}
      <datalist id="currencies">${currencies.map((code) => html`<option value=${code}>${names.of(code)}</option>`)}</datalist>`;
  }

  #money(draft: RevenueDraft) {
    const missing = lacking(draft);
    const add = (codes: readonly string[]) =>
      this.#put({ rates: [...draft.rates, ...codes.map((currency) => ({ currency, rate: '' }))] });
    return html`<section class="card">
      <header>
        <h2>Money</h2>
        <p>Every amount is reported in one currency. Another one converts revenue anew, by the rates below; what you spent keeps its figures.</p>
      </header>
      <div class="grid">
        ${textField(this.form, { name: 'currency', label: 'Currency', hint: named(draft.currency), list: 'currencies', value: draft.currency, set: (currency) => this.#put({ currency: currency.toUpperCase() }) })}
        ${textField(this.form, { name: 'grossMargin', label: 'Gross margin (%)', hint: 'What is left of revenue after serving it. Lifetime value needs it.', placeholder: 'Not said yet', inputMode: 'decimal', value: draft.grossMargin, set: (grossMargin) => this.#put({ grossMargin }) })}
      </div>
      <h3>Exchange rates</h3>
      ${
        missing.length > 0
          ? html`<div class="notice warning">
              ${icon('warning')}
              <p>Accounts pay in <strong>${sentenceList.format(missing)}</strong>, and there is no rate: what they pay is in no number.</p>
              <button type="button" @click=${() => add(missing)}>Add ${missing.length === 1 ? 'it' : 'them'}</button>
            </div>`
          : draft.rates.length === 0
            ? html`<p class="muted">None is needed while everybody pays in ${draft.currency || 'one currency'}.</p>`
            : nothing
      }
      <ol class="rates">${draft.rates.map((rate, index) => this.#line(rate, index, draft))}</ol>
      <button type="button" @click=${() => add([''])}>${icon('add')} Add a rate</button>
    </section>`;
  }

  #line({ currency, rate }: RevenueDraft['rates'][number], index: number, draft: RevenueDraft) {
    const remove = () => this.#put({ rates: draft.rates.filter((_, place) => place !== index) });
    return html`<li>
      ${textField(this.form, { name: `rates.${index}.currency`, label: 'One unit of', list: 'currencies', placeholder: 'CHF', value: currency, set: (code) => this.#rate(index, { currency: code.toUpperCase() }) })}
      ${textField(this.form, { name: `rates.${index}.rate`, label: `is so many ${draft.currency}`, inputMode: 'decimal', placeholder: '1.08', value: rate, set: (value) => this.#rate(index, { rate: value }) })}
      <button type="button" class="quiet icon-only" aria-label="Remove the rate of ${currency || 'no currency yet'}" @click=${remove}>${icon('close')}</button>
    </li>`;
  }

  #stripe(draft: RevenueDraft) {
    const { hasStripeSecret, dropsSecret } = draft;
    return html`<section class="card">
      <header>
        <h2>Stripe ${hasStripeSecret ? html`<span class="tag good">Connected</span>` : html`<span class="tag">Not connected</span>`}</h2>
        <p>Stripe tells of each change of a subscription by itself. Without Stripe, send subscriptions from your backend or import them below.</p>
      </header>
      <div class="stack">
        <div class="field">
          <span class="label">Webhook address</span>
          <hearth-snippet label="the webhook address" .text=${draft.stripeUrl}></hearth-snippet>
          <p class="muted">In Stripe: Developers, Webhooks, Add endpoint. Send it all events of <code>customer.subscription</code> and <code>invoice</code>.</p>
        </div>
        ${
          dropsSecret
            ? html`<p class="notice">${icon('warning')} The secret is taken out when you save; Stripe’s events are refused from then on.
                <button type="button" class="link" @click=${() => this.#put({ dropsSecret: false })}>Keep it</button></p>`
            : html`<div class="line flush">
                ${textField(this.form, { name: 'stripeSecret', label: 'Signing secret', hint: hasStripeSecret ? 'One is set and is not shown again. Paste another to replace it.' : 'Stripe shows it beside the endpoint.', type: 'password', autocomplete: 'new-password', placeholder: hasStripeSecret ? '••••••••••••' : 'whsec_…', value: draft.stripeSecret, set: (stripeSecret) => this.#put({ stripeSecret }) })}
                ${hasStripeSecret ? html`<button type="button" class="danger" @click=${() => this.#put({ dropsSecret: true, stripeSecret: '' })}>Take out</button>` : nothing}
              </div>`
        }
      </div>
    </section>`;
  }
}

const currencies = Intl.supportedValuesOf('currency');
const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'none' });
const sentenceList = new Intl.ListFormat('en');

/** “Euro”, once the code is one. */
const named = (code: string): string =>
  (/^[A-Z]{3}$/.test(code) && names.of(code)) || 'An ISO 4217 code, such as EUR.';
