import type { SpendList } from '@hearth/schema';
import { html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { money, plainMoney, readMoney } from '../format/money.ts';
import { monthOf } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { Form, fieldId, RefusedField } from './form.ts';
import { monthsUpTo } from './months.ts';

const YEAR = 12;

/** What winning accounts cost, month by month: each amount is kept as soon as it is entered. */
@customElement('hearth-spend-card')
export class SpendCard extends PageElement {
  /** The project's; amounts are asked for again when it changes. */
  @property() currency = '';
  @state() private shown = YEAR;

  readonly #form = new Form(this);
  readonly #spend = new Load<SpendList>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('currency')) void this.#spend.ask(() => backend.revenue.spend.query());
  }

  #save(month: string, typed: string, { currency, months }: SpendList): Promise<boolean> {
    return this.#form.send(async () => {
      const amount = typed.trim() === '' ? null : readMoney(typed, currency);
      if (amount === null && typed.trim() !== '')
        throw new RefusedField(
          `spend.${month}`,
          `Write an amount, such as ${plainMoney(123_450, currency)}.`,
        );
      const before = months.find((each) => each.month === month)?.amount ?? null;
      if (amount === before) return;
      await this.#set(month, amount);
      const text = `${nameOf(month)}: ${amount === null ? 'no amount' : money(amount, currency)}.`;
      toast({
        text,
        action: { label: 'Undo', run: () => void this.#form.send(() => this.#set(month, before)) },
      });
    });
  }

  async #set(month: string, amount: number | null): Promise<void> {
    const list = await backend.revenue.setSpend.mutate({ month, amount });
    await this.#spend.ask(async () => list);
  }

  override render() {
    const list = this.#spend.value;
    return html`<section class="card">
      <header>
        <h2>Spent on winning accounts</h2>
        <p>Sales and marketing, by month: the cost of an account and how soon it is earned back come from it. Kept as you enter it.</p>
      </header>
      ${
        list
          ? this.#table(list)
          : this.#spend.problem
            ? failure(this.#spend.problem, this.#spend.retry)
            : skeleton(6)
      }
    </section>`;
  }

  #table(list: SpendList) {
    const told = list.months.map(({ month }) => month);
    // What was told of an earlier month is shown too.
    const earliest = told.toSorted()[0];
    const months = monthsUpTo(new Date(), this.shown, earliest);
    return html`<table class="spend">
        <caption class="visually-hidden">Spent on winning accounts, by month</caption>
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col" class="number">Amount (${list.currency})</th>
          </tr>
        </thead>
        <tbody>
          ${months.map((month) => this.#row(month, list))}
        </tbody>
      </table>
      ${this.#form.general ? html`<p class="problem" role="alert">${this.#form.general}</p>` : nothing}
      <button type="button" class="quiet" @click=${() => {
        this.shown = months.length + YEAR;
      }}>Show a year more</button>`;
  }

  #row(month: string, list: SpendList) {
    const name = `spend.${month}`;
    const problem = this.#form.at(name);
    const amount = list.months.find((each) => each.month === month)?.amount;
    return html`<tr>
      <th scope="row"><label for=${fieldId(name)}>${nameOf(month)}</label></th>
      <td>
        <input
          id=${fieldId(name)}
          class="number"
          inputmode="decimal"
          autocomplete="off"
          placeholder="–"
          aria-invalid=${problem ? 'true' : nothing}
          aria-describedby=${problem ? `${fieldId(name)}-problem` : nothing}
          .value=${amount === undefined ? '' : plainMoney(amount, list.currency)}
          @change=${({ target }: Event) => {
            if (target instanceof HTMLInputElement) void this.#save(month, target.value, list);
          }}
        />
        ${problem ? html`<p class="problem" id="${fieldId(name)}-problem">${problem}</p>` : nothing}
      </td>
    </tr>`;
  }
}

const nameOf = (month: string): string => monthOf(`${month}-01`);
