import type { SubscriptionImport } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { download, toCsv } from '../csv/csv.ts';
import { counted } from '../format/number.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { Form, RefusedField } from './form.ts';

/** The backend's bound, in bytes. */
const LARGEST = 10 * 1024 * 1024;
/** Bad lines that are shown; the file has all that the backend names. */
const SHOWN = 20;

const columns = [
  'account',
  'id',
  'interval',
  'amount',
  'currency',
  'quantity',
  'status',
  'start',
  'end',
  'plan',
];
const example = [
  ['acme', 'sub_1', 'month', 4900, 'USD', 1, 'active', '2026-01-01T00:00:00Z', null, 'team'],
  [
    'globex',
    'sub_2',
    'year',
    99_000,
    'EUR',
    3,
    'canceled',
    '2025-06-15T00:00:00Z',
    '2026-06-15T00:00:00Z',
    'pro',
  ],
];

/** Subscriptions out of a file, and what became of each line. */
@customElement('hearth-subscription-import')
export class SubscriptionImportCard extends PageElement {
  @state() private done: { file: string; report: SubscriptionImport } | null = null;

  readonly #form = new Form(this);

  private handleFile = async ({ target }: Event): Promise<void> => {
    if (!(target instanceof HTMLInputElement)) return;
    const file = target.files?.[0];
    if (!file) return;
    await this.#form.send(async () => {
      this.done = null;
      if (file.size > LARGEST)
        throw new RefusedField('csv', 'The file is larger than 10 MB. Import it in parts.');
      const report = await backend.revenue.importSubscriptions.mutate({ csv: await file.text() });
      this.done = { file: file.name, report };
      this.dispatchEvent(new Event('hearth-imported'));
    });
    // The same file once it was mended, is a choice again.
    target.value = '';
  };

  private handleTemplate = (): void => download('subscriptions', toCsv(columns, example));

  override render() {
    const { busy, problem } = this.#form;
    return html`<section class="card">
      <header>
        <h2>Import subscriptions</h2>
        <p>A CSV file of at most 10 MB, a line a subscription; amounts in minor units, such as 4900 for 49.00. A line that was imported before is known and counts once.</p>
      </header>
      <div class="toolbar">
        <label class="button file" aria-disabled=${busy}>
          ${icon('up')} ${busy ? 'Importing…' : 'Choose a file'}
          <input type="file" class="visually-hidden" accept=".csv,text/csv" ?disabled=${busy} @change=${this.handleFile} />
        </label>
        <button type="button" class="quiet" @click=${this.handleTemplate}>${icon('download')} A file to begin with</button>
      </div>
      <div role="status">
        ${problem ? html`<p class="problem">${problem.sentence}</p>` : nothing}
        ${this.done ? report(this.done) : nothing}
      </div>
    </section>`;
  }
}

const report = ({ file, report }: { file: string; report: SubscriptionImport }) => {
  const { stored, known, rejected, rejectedTotal } = report;
  const rest = rejectedTotal - Math.min(rejected.length, SHOWN);
  return html`<p class="verdict ${rejectedTotal === 0 ? 'good' : ''}">
      ${icon(rejectedTotal === 0 ? 'check' : 'info')} ${file}
    </p>
    <dl class="tally">
      <div><dt>Stored</dt><dd class="number">${stored.toLocaleString()}</dd></div>
      <div><dt>Known before</dt><dd class="number">${known.toLocaleString()}</dd></div>
      <div class=${rejectedTotal > 0 ? 'bad' : ''}><dt>Bad lines</dt><dd class="number">${rejectedTotal.toLocaleString()}</dd></div>
    </dl>
    ${
      rejectedTotal > 0
        ? html`<p class="muted">Mend these and choose the file again: good lines are not stored twice.</p>
            <ol class="bad-lines">
              ${rejected.slice(0, SHOWN).map(({ line, message }) => html`<li><span class="number">Line ${line}</span><span>${message}</span></li>`)}
            </ol>
            ${
              rest > 0
                ? html`<p class="muted">And ${counted(rest, 'more line', 'more lines')}.
                    <button type="button" class="link" @click=${() => saveBad(rejected)}>Save the first ${rejected.length.toLocaleString()} as a file</button></p>`
                : nothing
            }`
        : nothing
    }`;
};

const saveBad = (rejected: SubscriptionImport['rejected']): void =>
  download(
    'bad-lines',
    toCsv(
      ['Line', 'What is wrong'],
      rejected.map(({ line, message }) => [line, message]),
    ),
  );
