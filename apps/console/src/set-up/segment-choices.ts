import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { backend } from '../backend.ts';
import { Load } from '../load.ts';
import { selectField } from './fields.ts';
import type { Form } from './form.ts';

type Host = ReactiveControllerHost & HTMLElement;

/** Whom something is for: everyone, or one of the project's segments. */
export class SegmentChoices {
  readonly #form: Form;
  readonly #list: Load<readonly { id: string; name: string }[]>;

  constructor(host: Host, form: Form) {
    this.#form = form;
    this.#list = new Load(host);
  }

  ask(): void {
    void this.#list.ask(async () => {
      const { segments } = await backend.segments.list.query({});
      return segments.map(({ id, name }) => ({ id, name }));
    });
  }

  field(about: {
    name: string;
    label: string;
    value: string | null;
    set: (id: string | null) => void;
  }): TemplateResult {
    const segments = this.#list.value ?? [];
    const { value, set, ...named } = about;
    const isListed = value === null || segments.some(({ id }) => id === value);
    const options = [
      { value: '', label: 'Everyone' },
      ...segments.map(({ id, name }) => ({ value: id, label: name })),
      // What is stored stays chosen: also before the list is there, and when its segment was archived.
      ...(isListed ? [] : [{ value, label: this.#list.value ? 'An archived segment' : 'A segment' }]),
    ];
    return html`<div>
      ${selectField(this.#form, { ...named, value: value ?? '', options, set: (id) => set(id || null) })}
      ${this.#list.problem ? html`<p class="problem">The segments could not be loaded. <button type="button" class="link" @click=${this.#list.retry}>Try again</button></p>` : nothing}
    </div>`;
  }
}
