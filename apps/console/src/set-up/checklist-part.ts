import type { Checklists, ChecklistsInput, Locale } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { counted } from '../format/number.ts';
import { choice } from '../parts/choice.ts';
import { icon } from '../parts/icon.ts';
import { emptyState } from '../parts/states.ts';
import { arrange, moved } from './content-lists.ts';
import { DocumentPart } from './document-part.ts';
import { checkField, languages, numberField, textField, wordsField } from './fields.ts';
import { SegmentChoices } from './segment-choices.ts';

type Stored = Checklists['checklists'][number];
type Input = ChecklistsInput['checklists'][number];
type Item = Input['items'][number] & Partial<Pick<Stored['items'][number], 'members'>>;
type List = Omit<Input, 'items'> & { items: Item[] };
type Draft = { version: string; checklists: List[] };

const freshItem: Item = { title: { en: '' }, description: null, action: null, event: null, points: 0 };
const freshList = (): List => ({
  title: { en: 'Get started' },
  celebration: null,
  active: true,
  segmentId: null,
  items: [structuredClone(freshItem)],
});

/** The steps by which a new member gets going. */
@customElement('hearth-set-up-checklist')
export class ChecklistPart extends DocumentPart<Draft> {
  @state() private language: Locale = 'en';
  readonly #segments = new SegmentChoices(this, this.form);

  override connectedCallback(): void {
    super.connectedCallback();
    this.#segments.ask();
  }

  protected override read = (): Promise<Draft> => backend.checklists.get.query();
  protected override store = ({ version, checklists }: Draft): Promise<Draft> =>
    backend.checklists.save.mutate({ version, checklists });

  #list(index: number, change: (list: List) => void): void {
    this.edit(({ checklists }) => {
      const list = checklists[index];
      if (list) change(list);
    });
  }

  #item(index: number, place: number, part: Partial<Item>): void {
    this.#list(index, ({ items }) => {
      Object.assign(items[place] ?? {}, part);
    });
  }

  protected override fields({ checklists }: Draft) {
    return html`<div class="toolbar">
        ${choice({
          label: 'Language',
          options: languages,
          chosen: this.language,
          choose: (language) => {
            this.language = language;
          },
        })}
        <button type="button" class="end" @click=${() => this.edit((draft) => void draft.checklists.unshift(freshList()))}>
          ${icon('add')} New checklist
        </button>
      </div>
      ${
        checklists.length === 0
          ? html`<section class="card">${emptyState({ level: 2, title: 'No checklist yet', text: 'Three to six steps that lead to the first success work best. Let your product’s own events tick them.' })}</section>`
          : checklists.map((list, index) => this.#card(list, index, checklists.length))
      }`;
  }

  #card(list: List, index: number, length: number) {
    const name = `checklists.${index}`;
    const { language } = this;
    return html`<section class="card ${list.active ? '' : 'off'}">
      <header>
        <h2>${list.title.en || 'Untitled'}</h2>
        <div class="toolbar">
          ${checkField({
            label: 'Active',
            checked: list.active,
            set: (active) =>
              this.#list(index, (each) => {
                each.active = active;
              }),
          })}
          ${arrange({ what: `the checklist ${list.title.en}`, index, length, remove: () => this.edit((draft) => void draft.checklists.splice(index, 1)) })}
        </div>
      </header>
      <div class="grid">
        ${wordsField(this.form, {
          name: `${name}.title`,
          label: 'Title',
          value: list.title,
          language,
          set: (title) =>
            this.#list(index, (each) => {
              each.title = title ?? { en: '' };
            }),
        })}
        ${wordsField(this.form, {
          name: `${name}.celebration`,
          label: 'Said when all is done',
          value: list.celebration,
          language,
          placeholder: 'The widget’s own wording',
          set: (celebration) =>
            this.#list(index, (each) => {
              each.celebration = celebration;
            }),
        })}
        ${this.#segments.field({
          name: `${name}.segmentId`,
          label: 'Who sees it',
          value: list.segmentId,
          set: (segmentId) =>
            this.#list(index, (each) => {
              each.segmentId = segmentId;
            }),
        })}
      </div>
      <h3>Steps</h3>
      <ol class="entries">
        ${list.items.map((item, place) => this.#step(item, index, place, list.items.length))}
      </ol>
      <button type="button" @click=${() => this.#list(index, ({ items }) => void items.push(structuredClone(freshItem)))}>${icon('add')} Add a step</button>
      ${this.form.at(`${name}.items`) && !this.form.at(`${name}.items.0`) ? html`<p class="problem">${this.form.at(`${name}.items`)}</p>` : nothing}
    </section>`;
  }

  #step(item: Item, index: number, place: number, length: number) {
    const name = `checklists.${index}.items.${place}`;
    const { language, form } = this;
    const put = (part: Partial<Item>) => this.#item(index, place, part);
    const { action, event } = item;
    return html`<li class="entry">
      <div class="entry-head">
        <strong class="number">${place + 1}</strong>
        ${item.members ? html`<span class="tag">${counted(item.members, 'member')} began it</span>` : nothing}
        ${arrange({
          what: `step ${place + 1}`,
          index: place,
          length,
          move: (by) =>
            this.#list(index, (list) => {
              list.items = moved(list.items, place, by);
            }),
          remove: () => this.#list(index, ({ items }) => void items.splice(place, 1)),
        })}
      </div>
      <div class="grid">
        ${wordsField(form, { name: `${name}.title`, label: 'Title', value: item.title, language, set: (title) => put({ title: title ?? { en: '' } }) })}
        ${wordsField(form, { name: `${name}.description`, label: 'Description', value: item.description, language, set: (description) => put({ description }) })}
        ${textField(form, { name: `${name}.event.name`, label: 'Done by your event', hint: 'Empty: members tick it themselves.', placeholder: 'project_created', value: event?.name ?? '', set: (value) => put({ event: value === '' ? null : { name: value, count: event?.count ?? 1 } }) })}
        ${event ? numberField(form, { name: `${name}.event.count`, label: 'How often', value: event.count, min: 1, set: (count) => put({ event: { ...event, count } }) }) : nothing}
        ${textField(form, { name: `${name}.action.url`, label: 'Button leads to', hint: 'Empty: no button.', placeholder: '/projects/new', value: action?.url ?? '', set: (url) => put({ action: url === '' ? null : { url, label: action?.label ?? { en: 'Open' } } }) })}
        ${action ? wordsField(form, { name: `${name}.action.label`, label: 'Button’s words', value: action.label, language, set: (label) => put({ action: { ...action, label: label ?? { en: '' } } }) }) : nothing}
        ${numberField(form, { name: `${name}.points`, label: 'Points', value: item.points, set: (points) => put({ points }) })}
      </div>
    </li>`;
  }
}
