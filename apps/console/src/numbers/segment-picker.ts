import type { Segment } from '@hearth/schema';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { counted } from '../format/number.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import '../parts/popup.ts';
import { may } from '../session.ts';
import { pathTo } from '../shell/navigation.ts';
import { mostSegments, type Side } from './segments.ts';

/** Said with the ids chosen, `all` for everyone. */
export class SegmentsChosen extends Event {
  readonly ids: readonly string[];
  constructor(ids: readonly string[]) {
    super('segments-chosen');
    this.ids = ids;
  }
}

const idOf = ({ segmentId }: Side): string => segmentId ?? 'all';

/**
 * Chooses whose numbers stand side by side, up to four.
 *
 * @fires segments-chosen - SegmentsChosen
 */
@customElement('hearth-segment-picker')
export class SegmentPicker extends PageElement {
  @property({ attribute: false }) segments: readonly Pick<Segment, 'id' | 'name' | 'size'>[] = [];
  @property({ attribute: false }) sides: readonly Side[] = [];

  private handleChange(id: string, event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    const others = this.sides.map(idOf).filter((each) => each !== id);
    this.dispatchEvent(new SegmentsChosen(event.target.checked ? [...others, id] : others));
  }

  private renderOption(id: string, name: string, detail: string) {
    const checked = this.sides.some((side) => idOf(side) === id);
    const full = this.sides.length >= mostSegments;
    // The last one stays: numbers are always somebody's.
    const only = checked && this.sides.length === 1;
    return html`<li>
      <label class="option">
        <input
          type="checkbox"
          .checked=${checked}
          ?disabled=${only || (full && !checked)}
          @change=${(event: Event) => this.handleChange(id, event)}
        />
        <span>${name}</span><small class="muted">${detail}</small>
      </label>
    </li>`;
  }

  private renderPanel = () => html`<ul class="options">
      ${this.renderOption('all', 'Everyone', '')}
      ${this.segments.map(({ id, name, size }) =>
        this.renderOption(id, name, size === null ? '' : counted(size, 'member')),
      )}
    </ul>
    <p class="muted">
      ${
        this.segments.length > 0
          ? `Up to ${mostSegments} stand side by side.`
          : may('edit segments')
            ? html`A segment is a group of members by a rule, such as “on the Pro plan”.
                <a href=${pathTo('segments')}>Build the first one</a>, then compare it here.`
            : 'No segment has been saved yet.'
      }
    </p>`;

  override render() {
    const [first] = this.sides;
    const name = this.sides.length === 1 && first ? first.name : `${this.sides.length} segments`;
    return html`<hearth-popup
      label=${this.sides.length === 1 ? `Segment: ${name}` : `${name}: ${this.sides.map((side) => side.name).join(', ')}`}
      .face=${html`${icon('segments')}<span>${name}</span>`}
      .content=${this.renderPanel}
    ></hearth-popup>`;
  }

  override updated(): void {
    // The panel draws what it was given: it has to be told of what changed while it is open.
    this.querySelector('hearth-popup')?.requestUpdate();
  }
}
