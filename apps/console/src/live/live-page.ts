import type { LiveFilter, LiveItem } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { sentenceFor } from '../backend.ts';
import { ConsolePage } from '../page-element.ts';
import { KeyBindings } from '../shell/keys.ts';
import { readFilter, widgetLabels, writeFilter } from './filter.ts';
import { LiveStream } from './stream.ts';
import { isDeliberate, sentenceOf } from './wording.ts';
import './live.css';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const instant = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
const states = { connecting: 'Connecting…', live: 'Connected', waiting: 'Reconnecting…' } as const;

/** Interactions as they arrive, filterable by widget and member. */
@customElement('hearth-live-page')
export class LivePage extends ConsolePage {
  @query('#member-filter') private memberInput!: HTMLInputElement;

  @state() private filter: LiveFilter = readFilter(location.search);
  @state() private problem = '';
  /** The list as it was when the reader paused it; null while it follows. */
  @state() private held: readonly LiveItem[] | null = null;

  #stream = this.#create();
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new KeyBindings(this, 'Live', () => [
      { keys: 'j', label: 'Next interaction', run: () => this.#move(1) },
      { keys: 'k', label: 'Previous interaction', run: () => this.#move(-1) },
      { keys: '/', label: 'Filter by member', run: () => this.memberInput.focus() },
      { keys: 'p', label: 'Pause or resume', run: () => this.handlePauseClick() },
    ]);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('popstate', this.handlePopState);
    this.#restart();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('popstate', this.handlePopState);
    this.#stream.stop();
  }

  #create(): LiveStream {
    return new LiveStream(
      () => this.requestUpdate(),
      (error) => {
        this.problem = sentenceFor(error);
      },
    );
  }

  #restart(): void {
    this.#stream.stop();
    this.problem = '';
    this.held = null;
    this.#stream = this.#create();
    void this.#stream.start(this.filter);
  }

  #apply(filter: LiveFilter): void {
    this.filter = filter;
    history.replaceState(null, '', location.pathname + writeFilter(filter));
    this.#restart();
  }

  #move(by: 1 | -1): void {
    const rows = [...this.querySelectorAll<HTMLElement>('.stream > li')];
    const { activeElement } = document;
    const at = activeElement instanceof HTMLElement ? rows.indexOf(activeElement) : -1;
    rows[Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  }

  private handlePopState = (): void => {
    this.filter = readFilter(location.search);
    this.#restart();
  };

  private handleFilterKeydown(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.memberInput.blur();
  }

  private handleWidgetChange(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const { member } = this.filter;
    this.#apply({ ...readFilter(`?widget=${event.target.value}`), ...(member && { member }) });
  }

  private handleMemberInput(): void {
    clearTimeout(this.#typing);
    // A pause in typing, so that each letter does not open a stream of its own.
    this.#typing = setTimeout(() => {
      const { widget } = this.filter;
      const member = this.memberInput.value.trim();
      this.#apply({ ...(widget && { widget }), ...(member && { member }) });
    }, 250);
  }

  private handleMemberClick(member: LiveItem['member']): void {
    const { widget } = this.filter;
    this.#apply({ ...(widget && { widget }), member: member.name ?? member.id });
  }

  private handlePauseClick(): void {
    this.held = this.held ? null : this.#stream.items;
  }

  private handleClearClick(): void {
    this.#apply({});
  }

  private renderRow(item: LiveItem): TemplateResult {
    const name = item.member.name ?? (item.member.verified ? 'Member' : 'Anonymous');
    return html`<li tabindex="-1">
      <time datetime=${item.occurredAt} title=${instant.format(new Date(item.occurredAt))}>
        ${clock.format(new Date(item.receivedAt))}
      </time>
      <p class=${isDeliberate(item.kind) ? '' : 'passive'}>
        <button class="name" title="Show only this member" @click=${() => this.handleMemberClick(item.member)}>
          ${name}</button
        >${item.member.verified ? nothing : html` <span class="tag">anonymous</span>`}
        ${sentenceOf(item.kind)}
        ${item.summary ? html`<span class="summary">${item.summary}</span>` : nothing}
      </p>
      <span class="widget">${item.widget ? widgetLabels[item.widget] : nothing}</span>
      <span class="place">${item.page ?? nothing}</span>
    </li>`;
  }

  private renderEmpty(): TemplateResult {
    const filtered = this.filter.widget ?? this.filter.member;
    return html`<div class="empty">
      <h2>${filtered ? 'Nothing matches this filter yet' : 'Waiting for the first interaction'}</h2>
      <p>
        ${
          filtered
            ? 'New interactions that match appear here as they arrive.'
            : 'Open a page that holds a widget, or your product with the script tag in it. What its members do appears here within a second.'
        }
      </p>
      ${filtered ? html`<button @click=${this.handleClearClick}>Clear the filter</button>` : nothing}
    </div>`;
  }

  override render() {
    const { connection } = this.#stream;
    const items = this.held ?? this.#stream.items;
    const waiting = this.held ? this.#stream.items.findIndex((item) => item.id === this.held?.[0]?.id) : 0;
    return html`<div class="page live">
      <div class="tools">
        <h1 tabindex="-1">Live <span class="light ${connection}" role="status">${this.held ? 'Paused' : states[connection]}</span></h1>
        <label>
          <span>Widget</span>
          <select .value=${this.filter.widget ?? ''} @change=${this.handleWidgetChange}>
            <option value="">All</option>
            ${Object.entries(widgetLabels).map(
              ([name, label]) =>
                html`<option value=${name} ?selected=${name === this.filter.widget}>${label}</option>`,
            )}
          </select>
        </label>
        <label>
          <span>Member</span>
          <input
            id="member-filter"
            type="search"
            placeholder="Name or id"
            autocomplete="off"
            @keydown=${this.handleFilterKeydown}
            .value=${this.filter.member ?? ''}
            @input=${this.handleMemberInput}
          />
        </label>
        <button aria-pressed=${this.held !== null} @click=${this.handlePauseClick}>
          ${this.held ? (waiting > 0 ? `Resume · ${waiting} new` : 'Resume') : 'Pause'}
        </button>
      </div>
      ${
        this.problem
          ? html`<p class="problem" role="alert">
              ${this.problem} <button @click=${() => this.#restart()}>Try again</button>
            </p>`
          : nothing
      }
      ${
        items.length > 0
          ? html`<ol class="stream" aria-label="Interactions, newest first">
              ${repeat(
                items,
                (item) => item.id,
                (item) => this.renderRow(item),
              )}
            </ol>`
          : connection === 'connecting'
            ? nothing
            : this.renderEmpty()
      }
    </div>`;
  }
}
