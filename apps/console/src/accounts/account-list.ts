import type { AccountList } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { Address } from '../address/address.ts';
import { oneOf, param, text } from '../address/param.ts';
import { backend } from '../backend.ts';
import { money, plainMoney } from '../format/money.ts';
import { count, counted } from '../format/number.ts';
import { age, instant } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import type { Column } from '../parts/columns.ts';
import '../parts/data-table.ts';
import { pageHeader } from '../parts/page-header.ts';
import { emptyState, failure, skeleton } from '../parts/states.ts';
import { KeyBindings } from '../shell/keys.ts';
import { pathTo } from '../shell/navigation.ts';

type Account = AccountList['accounts'][number];

const words = param('q', text(120));
const plan = param('plan', text(60));
const sort = param('sort', oneOf(['mrr', 'name', 'seen'], 'mrr'));
const sorts = { mrr: 'Highest MRR', name: 'Name', seen: 'Seen last' } as const;
/** As many as the backend gives at once. */
const atOnce = 200;

const columnsIn = (currency: string): readonly Column<Account>[] => [
  {
    label: 'Account',
    value: ({ name, externalId }) => name ?? externalId,
    show: ({ id, name, externalId }) =>
      html`<a class="who-is" href=${pathTo('accounts', id)}>${name ?? externalId}</a>`,
  },
  { label: 'Plan', value: ({ plan: own }) => own, show: ({ plan: own }) => own ?? '–' },
  {
    label: `MRR, ${currency}`,
    numeric: true,
    value: ({ mrr }) => (mrr === null ? null : Number(plainMoney(mrr, currency))),
    show: ({ mrr }) =>
      mrr === null
        ? html`<span class="muted" title="It pays in a currency that has no exchange rate yet.">no rate</span>`
        : mrr === 0
          ? html`<span class="muted">–</span>`
          : money(mrr, currency),
  },
  { label: 'Members', numeric: true, value: ({ members }) => members, show: ({ members }) => count(members) },
  {
    label: 'Customer since',
    value: ({ since }) => since,
    show: ({ since }) => (since ? html`<time datetime=${since}>${instant(since)}</time>` : '–'),
  },
  {
    label: 'Last seen',
    value: ({ lastSeenAt }) => lastSeenAt,
    show: ({ lastSeenAt }) =>
      lastSeenAt
        ? html`<time datetime=${lastSeenAt} title=${instant(lastSeenAt)}>${age(lastSeenAt)}</time>`
        : '–',
  },
];

/** Accounts by what they pay. */
@customElement('hearth-account-list')
export class AccountListView extends PageElement {
  @query('#account-search') private search!: HTMLInputElement;

  #list = new Load<AccountList>(this);
  #address = new Address(this, () => this.#ask());
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new KeyBindings(this, 'Accounts', () => [{ keys: '/', label: 'Search', run: () => this.search.focus() }]);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  #ask(): void {
    const [q, chosen] = [this.#address.get(words), this.#address.get(plan)];
    const question = {
      sort: this.#address.get(sort),
      limit: atOnce,
      ...(q && { text: q }),
      ...(chosen && { plan: chosen }),
    };
    void this.#list.ask(() => backend.accounts.search.query(question));
  }

  private handleInput(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => this.#address.replace(words.to(this.search.value)), 200);
  }

  private handlePlanChange(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.#address.set(plan.to(event.target.value));
  }

  private handleSortChange(event: Event): void {
    const { target } = event;
    if (target instanceof HTMLSelectElement) this.#address.set(sort.to(sort.read(`?sort=${target.value}`)));
  }

  private renderRows({ accounts, total, currency }: AccountList): TemplateResult {
    if (accounts.length === 0) {
      return this.#address.get(words) || this.#address.get(plan)
        ? emptyState({
            level: 2,
            title: 'No account matches',
            text: 'Try a part of its name, or another plan.',
          })
        : emptyState({
            level: 2,
            title: 'No accounts yet',
            text: 'An account appears once a member token or a group call of your backend names one.',
          });
    }
    return html`<div class="card flush ${this.#list.loading ? 'stale' : ''}">
        <hearth-table .columns=${columnsIn(currency)} .rows=${accounts} caption="Accounts" file="accounts"></hearth-table>
      </div>
      <p class="muted">
        ${accounts.length < total ? `The first ${count(accounts.length)} of ${counted(total, 'account')}: search for others.` : counted(total, 'account')}
      </p>`;
  }

  override render() {
    const { value, problem, retry } = this.#list;
    const [chosen, order] = [this.#address.get(plan), this.#address.get(sort)];
    return html`<div class="page">
      ${pageHeader({ title: 'Accounts', lede: 'The companies your members belong to, and what they pay.' })}
      <div class="toolbar">
        <input
          id="account-search"
          class="search"
          type="search"
          placeholder="Name or your own id"
          aria-label="Search accounts"
          autocomplete="off"
          .value=${this.#address.get(words)}
          @input=${this.handleInput}
        />
        <select aria-label="Plan" @change=${this.handlePlanChange}>
          <option value="">Every plan</option>
          ${value?.plans.map((name) => html`<option value=${name} ?selected=${name === chosen}>${name}</option>`) ?? nothing}
        </select>
        <select aria-label="Order" @change=${this.handleSortChange}>
          ${Object.entries(sorts).map(
            ([name, label]) => html`<option value=${name} ?selected=${name === order}>${label}</option>`,
          )}
        </select>
      </div>
      ${problem ? failure(problem, retry) : value ? this.renderRows(value) : skeleton(8)}
    </div>`;
  }
}
