import type { Segment } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { Address } from '../address/address.ts';
import { flag, param } from '../address/param.ts';
import { backend } from '../backend.ts';
import { count, counted, percent } from '../format/number.ts';
import { age } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { choice } from '../parts/choice.ts';
import { icon } from '../parts/icon.ts';
import { pageHeader } from '../parts/page-header.ts';
import { failure, skeleton } from '../parts/states.ts';
import { may } from '../session.ts';
import { KeyBindings } from '../shell/keys.ts';
import { navigate, pathTo } from '../shell/navigation.ts';
import { templates } from './templates.ts';

const archived = param('archived', flag);
const newSegment = pathTo('segments', 'new');

/** Every segment with its size and how old that is; or what segments are for, while there is none. */
@customElement('hearth-segment-list')
export class SegmentList extends PageElement {
  readonly #list = new Load<{ segments: Segment[]; of: number }>(this);
  readonly #address = new Address(this, () => this.#ask());

  constructor() {
    super();
    new KeyBindings(this, 'Segments', () =>
      may('edit segments') ? [{ keys: 'n', label: 'New segment', run: () => navigate(newSegment) }] : [],
    );
  }

  #ask(): void {
    const asked = { archived: this.#address.get(archived) };
    void this.#list.ask(() => backend.segments.list.query(asked));
  }

  private renderRow(segment: Segment, of: number): TemplateResult {
    const { size } = segment;
    return html`<li>
      <a class="segment" href=${pathTo('segments', segment.id)}>
        <span class="what">
          <strong class="segment-name">${segment.name}</strong>
          ${segment.description ? html`<span class="muted">${segment.description}</span>` : nothing}
        </span>
        <span class="tags">
          ${segment.usedBy > 0 ? html`<span class="tag">Shown ${counted(segment.usedBy, 'thing')}</span>` : nothing}
        </span>
        <span class="size">
          ${
            size === null
              ? html`<span class="muted">Being worked out</span>`
              : html`<span class="number"><strong>${count(size)}</strong> ${of > 0 ? html`<span class="muted">${percent((100 * size) / of)}</span>` : nothing}</span>
                  <progress class="share" max=${Math.max(of, 1)} value=${size} aria-label="Share of all members"></progress>`
          }
        </span>
        <span class="age muted number">${segment.refreshedAt ? age(segment.refreshedAt) : '–'}</span>
      </a>
    </li>`;
  }

  private renderTemplates(title: string, text: string): TemplateResult {
    return html`<section class="card templates">
      <header>
        <h2>${title}</h2>
        <p>${text}</p>
      </header>
      <ul>
        ${templates.map(
          ({ id, name, description }) => html`<li>
            <a href="${newSegment}?template=${id}"><strong>${name}</strong><span class="muted">${description}</span></a>
          </li>`,
        )}
        <li>
          <a href=${newSegment}>
            <strong>${icon('add')}Your own</strong>
            <span class="muted">From traits, plans and MRR, what people did, said, finished and earned.</span>
          </a>
        </li>
      </ul>
    </section>`;
  }

  private renderList({ segments, of }: { segments: Segment[]; of: number }): TemplateResult {
    const showsArchived = this.#address.get(archived);
    if (segments.length === 0 && showsArchived) {
      return html`<p class="muted">Nothing is archived.</p>`;
    }
    if (segments.length === 0) {
      return this.renderTemplates(
        'Start with a question',
        'A segment is a saved rule: every number can be asked for it, and surveys and checklists can be shown to it alone. Its members change by themselves as they come to fit.',
      );
    }
    return html`<ul class="card flush segment-list ${this.#list.loading ? 'stale' : ''}" aria-label="Segments">
      ${segments.map((segment) => this.renderRow(segment, of))}
    </ul>
    ${
      showsArchived || segments.length > 3 || !may('edit segments')
        ? nothing
        : this.renderTemplates('More to start from', 'Change anything before you save it.')
    }`;
  }

  override render() {
    const { value, problem, retry } = this.#list;
    return html`<div class="page">
      ${pageHeader({
        title: 'Segments',
        lede: 'Groups of members by what they are, do and say. Ask every number for one of them.',
        actions: html`${choice({
          label: 'Which segments',
          options: [
            { value: 'used', label: 'In use' },
            { value: 'archived', label: 'Archived' },
          ],
          chosen: this.#address.get(archived) ? 'archived' : 'used',
          choose: (which) => this.#address.set(archived.to(which === 'archived')),
        })}
        ${may('edit segments') ? html`<a class="button primary" href=${newSegment}>${icon('add')}New segment</a>` : nothing}`,
      })}
      ${problem ? failure(problem, retry) : value ? this.renderList(value) : skeleton(5)}
    </div>`;
  }
}
