import type { SegmentDetail, SegmentVocabulary } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { Address } from '../address/address.ts';
import { param, text } from '../address/param.ts';
import { backend, sentenceFor } from '../backend.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { pageHeader } from '../parts/page-header.ts';
import { failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { may } from '../session.ts';
import { KeyBindings } from '../shell/keys.ts';
import { navigate, pathTo } from '../shell/navigation.ts';
import { conditionsOf, draftOf, faultOf, type GroupDraft, newCondition, newGroup, ruleOf } from './draft.ts';
import './preview-panel.ts';
import { RuleBuilder } from './rule-builder.ts';
import { beginCondition } from './subjects.ts';
import { templates } from './templates.ts';
import { versionHistory } from './versions.ts';

const template = param('template', text(40));
const version = param('version', text(6));

/** One segment: its rule being written, who it holds, and what it was before. */
@customElement('hearth-segment-editor')
export class SegmentEditor extends PageElement {
  @query('hearth-rule-builder') private builder!: RuleBuilder;
  @query('#segment-name') private nameField!: HTMLInputElement;

  /** `seg_…`; empty: a new one. */
  @property() segmentId = '';

  @state() private draft: GroupDraft = newGroup('all', [newCondition(beginCondition('last_seen'))]);
  @state() private name = '';
  @state() private description = '';
  @state() private isChanged = false;
  @state() private isStrict = false;
  @state() private isSaving = false;
  @state() private problem = '';

  readonly #segment = new Load<SegmentDetail>(this);
  readonly #vocabulary = new Load<SegmentVocabulary>(this);
  readonly #address = new Address(this, () => this.#show());

  constructor() {
    super();
    new KeyBindings(this, 'Segment', () =>
      may('edit segments')
        ? [
            { keys: 'c', label: 'Add a condition', run: () => this.builder.addCondition() },
            { keys: 's', label: 'Save', run: () => void this.handleSave() },
          ]
        : [],
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.handleLeave);
    void this.#vocabulary.ask(() => backend.segments.vocabulary.query());
    if (this.segmentId) void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.handleLeave);
  }

  private handleLeave = (event: BeforeUnloadEvent): void => {
    if (this.isChanged) event.preventDefault();
  };

  async #load(): Promise<void> {
    await this.#segment.ask(() => backend.segments.get.query({ segmentId: this.segmentId }));
    this.#show();
  }

  /** Begins with what the address names: a template, a version, or the rule in force. */
  #show(): void {
    const from = templates.find(({ id }) => id === this.#address.get(template));
    const saved = this.#segment.value;
    this.isChanged = false;
    this.isStrict = false;
    this.problem = '';
    if (saved) {
      const wanted = saved.versions.find((each) => String(each.version) === this.#address.get(version));
      this.draft = draftOf(wanted?.rule ?? saved.rule);
      this.name = saved.name;
      this.description = saved.description ?? '';
      // An older rule on the screen is one that could be saved again.
      this.isChanged = wanted !== undefined && wanted.version !== saved.version;
    } else if (from && !this.segmentId) {
      this.draft = draftOf(from.rule);
      this.name = from.name;
      this.description = from.description;
    }
  }

  private handleDraft({ target }: Event): void {
    if (!(target instanceof RuleBuilder)) return;
    this.draft = target.draft;
    this.isChanged = true;
  }

  private handleText(): void {
    this.name = this.nameField.value;
    this.description = this.querySelector<HTMLInputElement>('#segment-description')?.value ?? '';
    this.isChanged = true;
  }

  private async handleSave(): Promise<void> {
    if (this.isSaving) return;
    this.isStrict = true;
    const faulty = conditionsOf(this.draft).find(faultOf);
    const rule = ruleOf(this.draft);
    if (!this.name.trim()) return this.nameField.focus();
    if (faulty) return this.builder.focusCondition(faulty.key);
    if (!rule) {
      this.problem = 'Add at least one condition.';
      return;
    }
    this.isSaving = true;
    this.problem = '';
    const { value } = this.#segment;
    try {
      const saved = await backend.segments.save.mutate({
        ...(value && { segmentId: value.id, version: value.version }),
        name: this.name,
        description: this.description.trim() || null,
        rule,
      });
      this.isChanged = false;
      toast({ text: `Saved “${saved.name}”, version ${saved.version}.` });
      if (!value) return navigate(pathTo('segments', saved.id), { replace: true });
      this.#address.replace(version.to(''));
      await this.#load();
    } catch (error) {
      this.problem = sentenceFor(error);
    } finally {
      this.isSaving = false;
    }
  }

  private async handleArchive(): Promise<void> {
    const { value } = this.#segment;
    if (!value) return;
    const archived = value.archivedAt === null;
    try {
      await backend.segments.archive.mutate({ segmentId: value.id, archived });
      toast({ text: archived ? `Archived “${value.name}”.` : `“${value.name}” is in use again.` });
      if (archived) return navigate(pathTo('segments'));
      await this.#load();
    } catch (error) {
      this.problem = sentenceFor(error);
    }
  }

  private renderActions(): TemplateResult | typeof nothing {
    if (!may('edit segments')) return nothing;
    const { value } = this.#segment;
    return html`${
      value
        ? html`<button class="quiet" @click=${this.handleArchive}>${value.archivedAt ? 'Restore' : 'Archive'}</button>`
        : nothing
    }
    <button class="primary" aria-disabled=${this.isSaving || value?.archivedAt ? 'true' : 'false'} @click=${this.handleSave}>
      ${this.isSaving ? 'Saving' : value && !this.isChanged ? 'Saved' : 'Save'}
    </button>`;
  }

  private renderNames(): TemplateResult {
    const isNameless = this.isStrict && !this.name.trim();
    return html`<div class="names">
      <div class="field">
        <label for="segment-name">Name</label>
        <input
          id="segment-name"
          maxlength="80"
          autocomplete="off"
          placeholder="Such as Promoters"
          aria-invalid=${isNameless ? 'true' : nothing}
          .value=${this.name}
          @input=${this.handleText}
        />
        ${isNameless ? html`<p class="problem">Give it a name.</p>` : nothing}
      </div>
      <div class="field">
        <label for="segment-description">What it is for <span class="muted">(optional)</span></label>
        <input
          id="segment-description"
          maxlength="300"
          autocomplete="off"
          .value=${this.description}
          @input=${this.handleText}
        />
      </div>
    </div>`;
  }

  private renderEditor(): TemplateResult {
    const conditions = conditionsOf(this.draft);
    return html`<div class="segment-editor">
      <div class="writing">
        <section class="card" aria-label="Rule">
          ${this.renderNames()}
          <hearth-rule-builder
            .draft=${this.draft}
            .vocabulary=${this.#vocabulary.value}
            .strict=${this.isStrict}
            @change=${this.handleDraft}
          ></hearth-rule-builder>
        </section>
        ${this.#segment.value ? versionHistory(this.#segment.value, this.#address.get(version), (to) => this.#address.href(version.to(to))) : nothing}
      </div>
      <hearth-segment-preview
        .rule=${ruleOf(this.draft)}
        .unfinished=${conditions.filter(faultOf).length}
      ></hearth-segment-preview>
    </div>`;
  }

  override render() {
    const isWaiting = this.segmentId !== '' && !this.#segment.value;
    const failed = this.#segment.problem || this.#vocabulary.problem;
    return html`<div class="page">
      <a class="back" href=${pathTo('segments')}>Segments</a>
      ${pageHeader({
        title: this.segmentId ? (this.#segment.value?.name ?? 'Segment') : 'New segment',
        actions: this.renderActions(),
      })}
      ${this.problem ? html`<p class="failure" role="alert">${this.problem}</p>` : nothing}
      ${
        failed
          ? failure(failed, this.#segment.problem ? () => void this.#load() : this.#vocabulary.retry)
          : isWaiting || !this.#vocabulary.value
            ? skeleton(6)
            : this.renderEditor()
      }
    </div>`;
  }
}
