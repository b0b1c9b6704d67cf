import type { SubscriptionImport } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { download, toCsv } from '../csv/csv.ts';
import { count, counted } from '../format/number.ts';
import { PageElement } from '../page-element.ts';
import '../parts/dialog.ts';

const mostBytes = 10 * 1024 * 1024;
const header = ['account', 'id', 'interval', 'amount', 'currency', 'status', 'start', 'end', 'plan'];

/**
 * Subscriptions from a file, for a past that no Stripe account tells: what was stored, and each line that was
 * not with its reason.
 *
 * @fires close - it was closed
 * @fires changed - something was stored
 */
@customElement('hearth-import-dialog')
export class ImportDialog extends PageElement {
  @query('input') private input!: HTMLInputElement;

  @state() private result: SubscriptionImport | null = null;
  @state() private problem = '';
  @state() private busy = false;

  private handleSample = (): void => {
    const row = ['acme', 'sub_1', 'month', 4900, 'EUR', 'active', '2026-01-15T00:00:00.000Z', '', 'Pro'];
    download('subscriptions-sample', toCsv(header, [row]));
  };

  private handleSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const file = this.input.files?.[0];
    if (!file || this.busy) return;
    this.problem = file.size > mostBytes ? 'The file is larger than 10 MB. Split it.' : '';
    if (this.problem) return;
    this.busy = true;
    this.result = null;
    try {
      this.result = await backend.revenue.importSubscriptions.mutate({ csv: await file.text() });
      if (this.result.stored > 0) this.dispatchEvent(new Event('changed'));
    } catch (error) {
      this.problem = sentenceFor(error);
    }
    this.busy = false;
  };

  private handleClose(): void {
    this.dispatchEvent(new Event('close'));
  }

  private renderResult({ known, rejected, rejectedTotal, stored }: SubscriptionImport): TemplateResult {
    return html`<div role="status">
      <p>
        <strong>${counted(stored, 'line')} stored.</strong>
        ${known > 0 ? `${count(known)} known already.` : nothing}
        ${rejectedTotal > 0 ? html`<span class="problem">${counted(rejectedTotal, 'line')} refused; nothing else was held up.</span>` : nothing}
      </p>
      ${
        rejected.length > 0
          ? html`<ul class="rejected">
              ${rejected.map(({ line, message }) => html`<li><strong class="number">Line ${line}</strong> ${message}</li>`)}
            </ul>`
          : nothing
      }
    </div>`;
  }

  override render() {
    return html`<hearth-dialog
      heading="Import subscriptions"
      @close=${this.handleClose}
      .content=${html`<form id="import-form" class="import" @submit=${this.handleSubmit}>
        <p class="muted">
          A CSV with the columns account, id, interval, amount (minor units) and currency; status, start, end, plan,
          quantity and more may follow. The same file twice changes nothing.
          <button type="button" class="link" @click=${this.handleSample}>Get a sample</button>
        </p>
        <div class="field">
          <label for="import-file">CSV file</label>
          <input id="import-file" type="file" accept=".csv,text/csv" required aria-describedby="import-problem" />
        </div>
        <p id="import-problem" class="problem" role="alert">${this.problem}</p>
        ${this.result ? this.renderResult(this.result) : nothing}
      </form>`}
      .actions=${html`<button class="primary" form="import-form" aria-disabled=${this.busy}>${this.busy ? 'Importing…' : 'Import'}</button>`}
    ></hearth-dialog>`;
  }
}
