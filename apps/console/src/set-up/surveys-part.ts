import type { Locale, LocalizedText, Surveys, SurveysInput } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { counted } from '../format/number.ts';
import { choice } from '../parts/choice.ts';
import { icon } from '../parts/icon.ts';
import { emptyState } from '../parts/states.ts';
import { arrange } from './content-lists.ts';
import { DocumentPart } from './document-part.ts';
import { checkField, languages, numberField, selectField, textField, wordsField } from './fields.ts';
import { SegmentChoices } from './segment-choices.ts';

type Survey = SurveysInput['surveys'][number] & Partial<Pick<Surveys['surveys'][number], 'answers'>>;
type Draft = { version: string; surveys: Survey[] };

const kinds = [
  { value: 'nps', label: 'NPS · 0 to 10' },
  { value: 'csat', label: 'Satisfaction · 1 to 5' },
  { value: 'ces', label: 'Effort · 1 to 7' },
  { value: 'exit', label: 'Exit · a reason' },
] as const;

const bands = [
  { band: 'detractor', label: 'After 0 to 6' },
  { band: 'passive', label: 'After 7 or 8' },
  { band: 'promoter', label: 'After 9 or 10' },
] as const;

const fresh: Survey = {
  kind: 'nps',
  name: 'New survey',
  question: null,
  followUps: null,
  delaySeconds: 5,
  cooldownDays: 90,
  active: true,
  segmentId: null,
};

/** What members are asked, when, and how often. */
@customElement('hearth-set-up-surveys')
export class SurveysPart extends DocumentPart<Draft> {
  @state() private language: Locale = 'en';
  readonly #segments = new SegmentChoices(this, this.form);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#segments.ask();
  }

  protected override read = (): Promise<Draft> => backend.surveys.get.query();
  protected override store = ({ version, surveys }: Draft): Promise<Draft> =>
    backend.surveys.save.mutate({ version, surveys });

  #put(index: number, part: Partial<Survey>): void {
    this.edit(({ surveys }) => {
      Object.assign(surveys[index] ?? {}, part);
    });
  }

  protected override fields({ surveys }: Draft) {
    return html`<div class="toolbar">
        ${choice({
          label: 'Language',
          options: languages,
          chosen: this.language,
          choose: (language) => {
            this.language = language;
          },
        })}
        <button type="button" class="end" @click=${() => this.edit((draft) => void draft.surveys.unshift({ ...fresh }))}>
          ${icon('add')} New survey
        </button>
      </div>
      ${
        surveys.length === 0
          ? html`<section class="card">${emptyState({ level: 2, title: 'Nothing is asked yet', text: 'An NPS survey asks how likely members are to recommend you: start with one of those.' })}</section>`
          : surveys.map((survey, index) => this.#survey(survey, index, surveys.length))
      }`;
  }

  #survey(survey: Survey, index: number, length: number) {
    const name = `surveys.${index}`;
    const answers = survey.answers ?? 0;
    return html`<section class="card ${survey.active ? '' : 'off'}">
      <header>
        <h2>${survey.name || 'Unnamed'} ${answers ? html`<span class="tag">${counted(answers, 'answer')}</span>` : nothing}</h2>
        <div class="toolbar">
          ${checkField({ label: 'Active', checked: survey.active, set: (active) => this.#put(index, { active }) })}
          ${arrange({ what: survey.name, index, length, remove: () => this.edit((draft) => void draft.surveys.splice(index, 1)) })}
        </div>
        ${answers ? html`<p>It has answers: removing it only switches it off.</p>` : nothing}
      </header>
      <div class="grid">
        ${textField(this.form, { name: `${name}.name`, label: 'Name', hint: 'For you alone.', value: survey.name, set: (value) => this.#put(index, { name: value }) })}
        ${selectField(this.form, { name: `${name}.kind`, label: 'Scale', value: survey.kind, options: kinds, disabled: answers > 0, set: (kind) => this.#put(index, { kind, ...(kind === 'nps' ? {} : { followUps: null }) }) })}
        ${numberField(this.form, { name: `${name}.delaySeconds`, label: 'Wait before asking (seconds)', value: survey.delaySeconds, max: 3600, set: (delaySeconds) => this.#put(index, { delaySeconds }) })}
        ${numberField(this.form, { name: `${name}.cooldownDays`, label: 'Ask again after (days)', value: survey.cooldownDays, max: 730, set: (cooldownDays) => this.#put(index, { cooldownDays }) })}
        ${this.#segments.field({ name: `${name}.segmentId`, label: 'Who is asked', value: survey.segmentId, set: (segmentId) => this.#put(index, { segmentId }) })}
      </div>
      ${wordsField(this.form, { name: `${name}.question`, label: 'Question', value: survey.question, language: this.language, placeholder: 'The widget’s own wording', set: (question) => this.#put(index, { question }) })}
      ${survey.kind === 'nps' ? this.#followUps(survey, index) : nothing}
    </section>`;
  }

  #followUps({ followUps }: Survey, index: number) {
    const blank: LocalizedText = { en: '' };
    const texts = followUps ?? { detractor: blank, passive: blank, promoter: blank };
    const hasWords = (text: LocalizedText) => Object.values(text).some((words) => words !== '');
    return html`<details class="more">
      <summary>Follow-up questions${followUps ? '' : ' · the widget’s own'}</summary>
      <p class="muted">All three or none.</p>
      ${bands.map(({ band, label }) =>
        wordsField(this.form, {
          name: `surveys.${index}.followUps.${band}`,
          label,
          value: texts[band],
          language: this.language,
          set: (words) => {
            const next = { ...texts, [band]: words ?? blank };
            this.#put(index, { followUps: Object.values(next).some(hasWords) ? next : null });
          },
        }),
      )}
    </details>`;
  }
}
