import type { MemberList, Segment } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { Address } from '../address/address.ts';
import { param, text } from '../address/param.ts';
import { backend, sentenceFor } from '../backend.ts';
import { age, instant } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import type { Column } from '../parts/columns.ts';
import '../parts/data-table.ts';
import { pageHeader } from '../parts/page-header.ts';
import { emptyState, failure, skeleton } from '../parts/states.ts';
import { KeyBindings } from '../shell/keys.ts';
import { pathTo } from '../shell/navigation.ts';

type Member = MemberList['members'][number];

const words = param('q', text(120));
const segment = param('segment', text(40));

export const nameOf = ({ name, verified }: { name: string | null; verified?: boolean }): string =>
  name ?? (verified === false ? 'Anonymous' : 'Member without a name');

const columns: readonly Column<Member>[] = [
  {
    label: 'Member',
    value: ({ name, email }) => name ?? email ?? '',
    show: (member) => html`<a class="who-is" href=${pathTo('members', member.id)}>${nameOf(member)}</a>
      ${member.email ? html`<span class="muted">${member.email}</span>` : nothing}`,
  },
  {
    label: 'Account',
    value: ({ account }) => account?.name ?? null,
    show: ({ account }) =>
      account ? html`<a href=${pathTo('accounts', account.id)}>${account.name}</a>` : '–',
  },
  {
    label: 'Plan',
    value: ({ account }) => account?.plan ?? null,
    show: ({ account }) => account?.plan ?? '–',
  },
  {
    label: 'First seen',
    value: ({ firstSeenAt }) => firstSeenAt,
    show: ({ firstSeenAt }) => html`<time datetime=${firstSeenAt}>${instant(firstSeenAt)}</time>`,
  },
  {
    label: 'Last seen',
    value: ({ lastSeenAt }) => lastSeenAt,
    show: ({ lastSeenAt }) =>
      html`<time datetime=${lastSeenAt} title=${instant(lastSeenAt)}>${age(lastSeenAt)}</time>`,
  },
];

/** Members, those seen last first; found by name, address, id or segment. */
@customElement('hearth-member-list')
export class MemberListView extends PageElement {
  @query('#member-search') private search!: HTMLInputElement;

  @state() private more: readonly Member[] = [];
  @state() private next: string | null = null;
  @state() private problem = '';

  #first = new Load<MemberList>(this);
  #segments = new Load<{ segments: Segment[] }>(this);
  #address = new Address(this, () => this.#ask());
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new KeyBindings(this, 'Members', () => [{ keys: '/', label: 'Search', run: () => this.search.focus() }]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#segments.ask(() => backend.segments.list.query({}));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  #question() {
    const [q, segmentId] = [this.#address.get(words), this.#address.get(segment)];
    return { ...(q && { text: q }), ...(segmentId && { segmentId }) };
  }

  #ask(): void {
    const question = this.#question();
    void this.#first.ask(async () => {
      const answer = await backend.members.search.query(question);
      this.more = [];
      this.next = answer.nextCursor;
      return answer;
    });
  }

  private handleInput(): void {
    clearTimeout(this.#typing);
    // A pause in typing, so that not every letter is asked about.
    this.#typing = setTimeout(() => this.#address.replace(words.to(this.search.value)), 200);
  }

  private handleSegmentChange(event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.#address.set(segment.to(event.target.value));
  }

  private async handleMoreClick(): Promise<void> {
    if (this.next === null) return;
    try {
      const { members, nextCursor } = await backend.members.search.query({
        ...this.#question(),
        cursor: this.next,
      });
      this.more = [...this.more, ...members];
      this.next = nextCursor;
      this.problem = '';
    } catch (error) {
      this.problem = sentenceFor(error);
    }
  }

  private renderRows(first: MemberList): TemplateResult {
    const rows = [...first.members, ...this.more];
    if (rows.length === 0) {
      return this.#address.get(words) || this.#address.get(segment)
        ? emptyState({
            level: 2,
            title: 'Nobody matches',
            text: 'Try a part of a name or an address, or another segment.',
          })
        : emptyState({
            level: 2,
            title: 'No members yet',
            text: 'Members appear once a page with a widget names them, or your backend identifies them.',
          });
    }
    return html`<div class="card flush ${this.#first.loading ? 'stale' : ''}">
        <hearth-table .columns=${columns} .rows=${rows} caption="Members" file="members"></hearth-table>
      </div>
      ${this.problem ? failure(this.problem, () => void this.handleMoreClick()) : nothing}
      ${this.next === null ? nothing : html`<button class="more" @click=${this.handleMoreClick}>Show more</button>`}`;
  }

  override render() {
    const { value, problem, retry } = this.#first;
    const chosen = this.#address.get(segment);
    return html`<div class="page">
      ${pageHeader({ title: 'Members', lede: 'Everyone who has met a widget or whom your backend has named.' })}
      <div class="toolbar">
        <input
          id="member-search"
          class="search"
          type="search"
          placeholder="Name, address or your own id"
          aria-label="Search members"
          autocomplete="off"
          .value=${this.#address.get(words)}
          @input=${this.handleInput}
        />
        <select aria-label="Segment" @change=${this.handleSegmentChange}>
          <option value="">Every segment</option>
          ${this.#segments.value?.segments.map(
            ({ id, name }) => html`<option value=${id} ?selected=${id === chosen}>${name}</option>`,
          )}
        </select>
      </div>
      ${problem ? failure(problem, retry) : value ? this.renderRows(value) : skeleton(8)}
    </div>`;
  }
}
