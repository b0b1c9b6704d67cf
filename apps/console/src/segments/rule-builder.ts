import type { SegmentVocabulary } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { ConditionRow } from './condition-row.ts';
import { select } from './controls.ts';
import {
  type ConditionDraft,
  conditionsOf,
  type Draft,
  faultOf,
  type GroupDraft,
  type Join,
  newCondition,
  newGroup,
  replaced,
} from './draft.ts';

const joins: readonly (readonly [Join, string])[] = [
  ['all', 'all'],
  ['any', 'any'],
  ['none', 'none'],
];
const between: Readonly<Record<Join, string>> = { all: 'and', any: 'or', none: 'nor' };
/** As deep as a rule may be nested, less one for a none of several, which counts twice. */
const deepest = 7;

/**
 * A rule as nested groups of conditions.
 *
 * @fires change - `draft` is another one
 */
@customElement('hearth-rule-builder')
export class RuleBuilder extends PageElement {
  @property({ attribute: false }) draft: GroupDraft = newGroup('all', []);
  @property({ attribute: false }) vocabulary: SegmentVocabulary | null = null;
  /** Whether what is not finished is pointed at. */
  @property({ type: Boolean }) strict = false;

  #change(draft: GroupDraft): void {
    this.draft = draft;
    this.dispatchEvent(new Event('change'));
  }

  #replace(key: number, by: Draft | null): void {
    this.#change(replaced(this.draft, key, by));
  }

  /** Adds to a group and goes there. */
  #add(group: GroupDraft, part: Draft): void {
    this.#replace(group.key, { ...group, parts: [...group.parts, part] });
    const [first] = conditionsOf(part);
    if (first) void this.updateComplete.then(() => this.focusCondition(first.key));
  }

  /** Goes to the condition behind the one that goes, or else to the one before it, or to the button that adds. */
  private handleRemove(condition: ConditionDraft): void {
    const all = conditionsOf(this.draft);
    const at = all.findIndex(({ key }) => key === condition.key);
    const next = all[at + 1] ?? all[at - 1];
    this.#replace(condition.key, null);
    void this.updateComplete.then(() => {
      if (next) this.focusCondition(next.key);
      else this.querySelector<HTMLElement>('.adders button')?.focus();
    });
  }

  private handleChange(condition: ConditionDraft, { target }: Event): void {
    if (target instanceof ConditionRow) this.#replace(condition.key, { ...condition, fields: target.fields });
  }

  addCondition(): void {
    this.#add(this.draft, newCondition());
  }

  focusCondition(key: number): void {
    this.querySelector<HTMLElement>(`[data-key="${key}"] hearth-condition`)?.focus();
  }

  private renderCondition(condition: ConditionDraft, place: string): TemplateResult {
    return html`<div class="condition" role="group" aria-label=${place} data-key=${condition.key}>
      <hearth-condition
        .fields=${condition.fields}
        .vocabulary=${this.vocabulary}
        .name=${`condition-${condition.key}`}
        .fault=${this.strict ? faultOf(condition) : ''}
        @change=${(event: Event) => this.handleChange(condition, event)}
      ></hearth-condition>
      <button
        class="quiet icon-only"
        aria-label="Remove ${place.toLowerCase()}"
        title="Remove"
        @click=${() => this.handleRemove(condition)}
      >
        ${icon('close')}
      </button>
    </div>`;
  }

  private renderGroup(group: GroupDraft, depth: number, place: string): TemplateResult {
    const sentence = html`${select({
      label: depth === 0 ? 'How many must hold' : `How many of ${place.toLowerCase()} must hold`,
      options: joins,
      chosen: group.join,
      choose: (join) => this.#replace(group.key, { ...group, join }),
    })}`;
    return html`<div class="rule-group ${depth > 0 ? 'nested' : ''}" role="group" aria-label=${place}>
      <div class="rule-head">
        ${
          depth === 0
            ? html`<span>Members for whom</span> ${sentence} <span>of these hold</span>`
            : html`${sentence} <span>of</span>
                <button
                  class="quiet icon-only end"
                  aria-label="Remove ${place.toLowerCase()}"
                  title="Remove the group"
                  @click=${() => this.#replace(group.key, null)}
                >
                  ${icon('close')}
                </button>`
        }
      </div>
      <ol class="rule-parts">
        ${repeat(
          group.parts,
          ({ key }) => key,
          (part, at) => {
            const name = `${'join' in part ? 'Group' : 'Condition'} ${place === 'Rule' ? '' : `${place.replace(/^\D+/, '')}.`}${at + 1}`;
            return html`<li>
              ${at > 0 ? html`<span class="between">${between[group.join]}</span>` : nothing}
              ${'join' in part ? this.renderGroup(part, depth + 1, name) : this.renderCondition(part, name)}
            </li>`;
          },
        )}
      </ol>
      <div class="adders">
        <button @click=${() => this.#add(group, newCondition())}>${icon('add')}Condition</button>
        ${
          depth + 1 < deepest
            ? html`<button class="quiet" @click=${() => this.#add(group, newGroup(group.join === 'all' ? 'any' : 'all'))}>
                ${icon('add')}Group
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  override render() {
    return this.renderGroup(this.draft, 0, 'Rule');
  }
}
