import { html, nothing, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { guardLeaving } from '../shell/navigation.ts';
import { Form } from './form.ts';
import '../parts/dialog.ts';
import { navigate } from '../shell/navigation.ts';

/** A part of the set-up that is read, edited and saved as one document. Leaving with unsaved edits asks first. */
export abstract class DocumentPart<D extends object> extends PageElement {
  @state() protected draft: D | null = null;
  @state() private leavingTo = '';

  protected readonly form = new Form(this);
  readonly #read = new Load<D>(this);
  #saved = '';
  #release = () => {};

  /** What saving means, for whoever has saved. */
  protected readonly whenSaved: string = 'Saved. Pages show it with their next load.';

  protected abstract read(): Promise<D>;
  protected abstract store(draft: D): Promise<D>;
  /** The fields, without the bar that saves them. */
  protected abstract fields(draft: D): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.handleUnload);
    this.addEventListener('keydown', this.handleKey);
    this.#release = guardLeaving((href) => {
      if (!this.isDirty) return true;
      this.leavingTo = href;
      return false;
    });
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.handleUnload);
    this.removeEventListener('keydown', this.handleKey);
    this.#release();
  }

  protected get isDirty(): boolean {
    return this.draft !== null && JSON.stringify(this.draft) !== this.#saved;
  }

  protected load = async (): Promise<void> => {
    this.form.clear();
    await this.#read.ask(() => this.read());
    if (this.#read.value && !this.#read.problem) this.#accept(this.#read.value);
  };

  /** Changes a copy of what is edited. */
  protected edit(change: (draft: D) => void): void {
    if (!this.draft) return;
    const next = structuredClone(this.draft);
    change(next);
    this.draft = next;
  }

  #accept(document: D): void {
    this.#saved = JSON.stringify(document);
    this.draft = structuredClone(document);
  }

  protected save = async (): Promise<void> => {
    const { draft } = this;
    if (!draft) return;
    const done = await this.form.send(async () => this.#accept(await this.store(draft)));
    if (done) toast({ text: this.whenSaved });
  };

  private discard = (): void => {
    this.form.clear();
    this.draft = JSON.parse(this.#saved);
  };

  private handleUnload = (event: BeforeUnloadEvent): void => {
    if (this.isDirty) event.preventDefault();
  };

  private handleKey = (event: KeyboardEvent): void => {
    if (event.key !== 's' || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    if (this.isDirty) void this.save();
  };

  private handleSubmit(event: SubmitEvent): void {
    event.preventDefault();
    void this.save();
  }

  private leave = (): void => {
    const href = this.leavingTo;
    this.discard();
    navigate(href);
  };

  override render() {
    const { draft } = this;
    if (!draft)
      return this.#read.problem
        ? failure(this.#read.problem, this.#read.retry)
        : html`<section class="card">${skeleton(6)}</section>`;
    return html`<form class="document" novalidate @submit=${this.handleSubmit}>
        ${this.fields(draft)} ${this.#bar()}
      </form>
      ${this.leavingTo ? this.#leaveDialog() : nothing}`;
  }

  #bar() {
    const { general } = this.form;
    return html`<div class="save-bar" ?hidden=${!this.isDirty && !general}>
      <p role="alert" class=${general ? 'problem' : 'muted'}>${general || (this.isDirty ? 'You have unsaved changes.' : '')}</p>
      ${
        general.startsWith('Somebody else has saved')
          ? html`<button type="button" @click=${this.load}>Load again</button>`
          : nothing
      }
      <button type="button" class="quiet" @click=${this.discard}>Discard</button>
      <button class="primary" aria-disabled=${this.form.busy}>${this.form.busy ? 'Saving…' : 'Save changes'}</button>
    </div>`;
  }

  #leaveDialog() {
    return html`<hearth-dialog
      heading="Leave without saving?"
      .content=${html`<p>What you have changed here is not saved yet.</p>`}
      .actions=${html`<button @click=${this.handleStay}>Stay</button>
        <button class="danger" @click=${this.leave}>Leave, and lose it</button>`}
      @close=${this.handleStay}
    ></hearth-dialog>`;
  }

  private handleStay = (): void => {
    this.leavingTo = '';
  };
}
