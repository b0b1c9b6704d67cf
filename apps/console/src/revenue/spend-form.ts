import { html, type nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { money, plainMoney, readMoney } from '../format/money.ts';
import { monthOf } from '../format/time.ts';
import { Load } from '../load.ts';
import { projectToday } from '../numbers/calendar.ts';
import { PageElement } from '../page-element.ts';
import { emptyState, failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { operator } from '../session.ts';

/**
 * What was spent on winning accounts, month by month: the acquisition cost divides by it.
 *
 * @fires changed - a month was entered or taken away
 */
@customElement('hearth-spend-form')
export class SpendForm extends PageElement {
  @state() private problem = '';
  @state() private busy = false;

  readonly #spend = new Load<Awaited<ReturnType<typeof backend.revenue.spend.query>>>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ask();
  }

  #ask(): void {
    void this.#spend.ask(() => backend.revenue.spend.query());
  }

  async #set(month: string, amount: number | null): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    try {
      await backend.revenue.setSpend.mutate({ month, amount });
      this.#ask();
      this.dispatchEvent(new Event('changed'));
      return true;
    } catch (error) {
      this.problem = sentenceFor(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  private async handleSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const data = new FormData(form);
    const { currency } = operator().project;
    const amount = readMoney(String(data.get('amount')), currency);
    this.problem = amount === null ? `That is no amount of ${currency}. Write it like 1,250.00.` : '';
    if (amount !== null && (await this.#set(String(data.get('month')), amount))) form.reset();
  }

  private async handleRemove(month: string, amount: number): Promise<void> {
    if (!(await this.#set(month, null))) return;
    toast({
      text: `The spend of ${monthOf(`${month}-01`)} was removed.`,
      action: { label: 'Undo', run: () => void this.#set(month, amount) },
    });
  }

  private renderMonths(): TemplateResult | typeof nothing {
    const { value, problem, retry } = this.#spend;
    if (problem) return failure(problem, retry);
    if (!value) return skeleton(3);
    if (value.months.length === 0) {
      return emptyState({
        title: 'No spend yet',
        text: 'Enter what a month of marketing and sales cost, to see what a new account costs.',
      });
    }
    return html`<table>
      <caption class="visually-hidden">Spend by month</caption>
      <thead><tr><th scope="col">Month</th><th scope="col" class="number">Spend</th><th scope="col"><span class="visually-hidden">Remove</span></th></tr></thead>
      <tbody>
        ${value.months.map(
          ({ month, amount }) => html`<tr>
            <th scope="row">${monthOf(`${month}-01`)}</th>
            <td class="number" title=${plainMoney(amount, value.currency)}>${money(amount, value.currency)}</td>
            <td class="number">
              <button class="link" aria-label=${`Remove ${monthOf(`${month}-01`)}`} @click=${() => this.handleRemove(month, amount)}>Remove</button>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  override render() {
    const { currency, timeZone } = operator().project;
    return html`
      <form class="spend" @submit=${this.handleSubmit}>
        <div class="field">
          <label for="spend-month">Month</label>
          <input id="spend-month" name="month" type="month" required pattern="\\d{4}-\\d{2}" .value=${projectToday(timeZone).slice(0, 7)} />
        </div>
        <div class="field">
          <label for="spend-amount">Spent, in ${currency}</label>
          <input
            id="spend-amount"
            name="amount"
            inputmode="decimal"
            autocomplete="off"
            required
            aria-invalid=${this.problem !== ''}
            aria-describedby="spend-problem"
          />
        </div>
        <button aria-disabled=${this.busy}>Save</button>
        <p id="spend-problem" class="problem" role="alert">${this.problem}</p>
      </form>
      ${this.renderMonths()}
    `;
  }
}
