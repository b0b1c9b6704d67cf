import type { Timeline } from '@hearth/schema';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { backend, sentenceFor } from '../backend.ts';
import { instant, longDay } from '../format/time.ts';
import { isDeliberate, sentenceOf } from '../live/wording.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { failure, skeleton } from '../parts/states.ts';

type Item = Timeline['items'][number];

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** What a member did, day by day, the latest first. */
@customElement('hearth-timeline')
export class TimelineView extends PageElement {
  @property({ attribute: false }) memberId = '';

  @state() private more: readonly Item[] = [];
  @state() private next: string | null = null;
  @state() private problem = '';

  #first = new Load<Timeline>(this);

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('memberId')) return;
    const { memberId } = this;
    void this.#first.ask(async () => {
      const answer = await backend.members.timeline.query({ memberId });
      this.more = [];
      this.next = answer.nextCursor;
      return answer;
    });
  }

  private async handleMoreClick(): Promise<void> {
    if (this.next === null) return;
    try {
      const { memberId, next: cursor } = this;
      const { items, nextCursor } = await backend.members.timeline.query({ memberId, cursor });
      this.more = [...this.more, ...items];
      this.next = nextCursor;
      this.problem = '';
    } catch (error) {
      this.problem = sentenceFor(error);
    }
  }

  private renderDay(day: string, items: readonly Item[]): TemplateResult {
    return html`<li>
      <h3>${longDay(day)}</h3>
      <ol class="events">
        ${items.map(
          ({ kind, occurredAt, summary, page }) => html`<li class=${isDeliberate(kind) ? '' : 'passive'}>
            <time datetime=${occurredAt} title=${instant(occurredAt)}>${clock.format(new Date(occurredAt))}</time>
            <span>${sentenceOf(kind)} ${summary ? html`<span class="summary">${summary}</span>` : nothing}</span>
            <span class="muted">${page ?? nothing}</span>
          </li>`,
        )}
      </ol>
    </li>`;
  }

  override render() {
    const { value, problem, retry } = this.#first;
    if (problem) return failure(problem, retry);
    if (!value) return skeleton(6);
    const days = new Map<string, Item[]>();
    for (const item of [...value.items, ...this.more]) {
      const at = new Date(item.occurredAt);
      const day = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
      days.set(day, [...(days.get(day) ?? []), item]);
    }
    if (days.size === 0) return html`<p class="muted">Nothing has happened yet.</p>`;
    return html`<ol class="timeline">${[...days].map(([day, items]) => this.renderDay(day, items))}</ol>
      ${this.problem ? failure(this.problem, () => void this.handleMoreClick()) : nothing}
      ${this.next === null ? nothing : html`<button class="more" @click=${this.handleMoreClick}>Show more</button>`}`;
  }
}
