import type { SegmentVocabulary } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { sentenceOf } from '../live/wording.ts';
import { PageElement } from '../page-element.ts';
import { select, textField } from './controls.ts';
import { kinds } from './kinds.ts';
import {
  beginCondition,
  type ConditionTopic,
  compared,
  comparisonsOf,
  type Fields,
  subjects,
} from './subjects.ts';
import { valueControls } from './value-controls.ts';

const groups = [...new Set(Object.values(subjects).map(({ group }) => group))];
const abouts = (
  Object.keys(subjects).filter((key): key is ConditionTopic => key in subjects) satisfies ConditionTopic[]
).map((about) => ({ about, ...subjects[about] }));

/**
 * One condition of a rule, read from left to right like a sentence: what, how compared, with what.
 *
 * @fires change - `fields` says something else
 */
@customElement('hearth-condition')
export class ConditionRow extends PageElement {
  @property({ attribute: false }) fields: Fields = beginCondition('event');
  @property({ attribute: false }) vocabulary: SegmentVocabulary | null = null;
  /** What is wrong with it, once that is to be shown. */
  @property() fault = '';
  /** Tells its lists of suggestions from those of the other conditions. */
  @property() name = '';

  override focus(): void {
    this.querySelector('select')?.focus();
  }

  #set(change: Readonly<Record<string, unknown>>): void {
    this.fields = { ...this.fields, ...change };
    this.dispatchEvent(new Event('change'));
  }

  #become(fields: Fields): void {
    this.fields = fields;
    this.dispatchEvent(new Event('change'));
  }

  private handleAbout({ target }: Event): void {
    if (!(target instanceof HTMLSelectElement)) return;
    const chosen = abouts.find(({ about }) => about === target.value);
    if (chosen) this.#become(beginCondition(chosen.about));
  }

  private renderSubject(): TemplateResult {
    return html`<select class="subject" aria-label="What it is about" @change=${this.handleAbout}>
      ${groups.map(
        (group) => html`<optgroup label=${group}>
          ${abouts
            .filter((subject) => subject.group === group)
            .map(
              ({ about, label }) =>
                html`<option value=${about} .selected=${about === this.fields.about}>${label}</option>`,
            )}
        </optgroup>`,
      )}
    </select>`;
  }

  /** Which one of many: which trait, which event, which survey. */
  private renderWhich(vocabulary: SegmentVocabulary): TemplateResult | typeof nothing {
    const { fields } = this;
    const name = (label: string, suggestions: readonly string[]) =>
      textField({
        label,
        value: fields.name,
        placeholder: label,
        suggestions,
        listId: `${this.name}-names`,
        isInvalid: this.fault !== '' && !fields.name,
        type: (value) => this.#rename(value),
      });
    switch (fields.about) {
      case 'member_trait':
      case 'account_trait': {
        const of = fields.about === 'member_trait' ? 'member' : 'account';
        return name(
          'Trait',
          vocabulary.traits.filter((trait) => trait.of === of).map((trait) => trait.name),
        );
      }
      case 'event':
        return name('Event', vocabulary.events);
      case 'activity':
        return select({
          label: 'Kind of activity',
          options: kinds.map(
            (kind) => [kind, kind === 'active' ? 'anything deliberate' : sentenceOf(kind)] as const,
          ),
          chosen: fields.kind,
          choose: (kind) => this.#set({ kind }),
        });
      case 'last_answer':
        return select({
          label: 'Survey',
          options: [
            ['nps', 'to NPS'],
            ['csat', 'to CSAT'],
            ['ces', 'to CES'],
          ],
          chosen: fields.survey,
          choose: (survey) => this.#set({ survey }),
        });
      case 'checklist':
        return select({
          label: 'Checklist',
          prompt: 'Which checklist',
          options: vocabulary.checklists.map(({ id, title }) => [id, title] as const),
          chosen: fields.checklistId,
          choose: (checklistId) => this.#set({ checklistId }),
        });
      case 'badge':
        return select({
          label: 'Badge',
          prompt: 'Which badge',
          options: vocabulary.badges.map((badge) => [badge.id, badge.name] as const),
          chosen: fields.badgeId,
          choose: (badgeId) => this.#set({ badgeId }),
        });
      default:
        return nothing;
    }
  }

  /** Another trait may hold another type: its first comparison then takes the place of one that makes no sense. */
  #rename(name: string): void {
    const renamed: Fields = { ...this.fields, name };
    const all = this.vocabulary ? comparisonsOf(renamed, this.vocabulary) : [];
    const [first] = all;
    const fits = all.length === 0 || all.some(([test]) => test === renamed.test);
    this.#become(fits || !first ? renamed : compared(renamed, first[0]));
  }

  override render() {
    const { vocabulary, fields } = this;
    if (!vocabulary) return html`${this.renderSubject()}`;
    const comparisons = comparisonsOf(fields, vocabulary);
    return html`
      ${this.renderSubject()} ${this.renderWhich(vocabulary)}
      ${
        comparisons.length > 0
          ? select({
              label: 'Comparison',
              options: comparisons,
              chosen: fields.test,
              choose: (test) => this.#become(compared(fields, test)),
            })
          : nothing
      }
      ${valueControls({
        fields,
        vocabulary,
        name: this.name,
        isInvalid: this.fault !== '',
        set: (change) => this.#set(change),
        become: (changed) => this.#become(changed),
      })}
      ${this.fault ? html`<p class="problem">${this.fault}</p>` : nothing}
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hearth-condition': ConditionRow;
  }
}
