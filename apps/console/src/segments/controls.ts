import { html, nothing, type TemplateResult } from 'lit';

/** What a control in a condition says of itself to whoever cannot see where it stands. */
interface Named {
  label: string;
}

export const select = <T extends string>(
  about: Named & {
    options: readonly (readonly [value: T, words: string])[];
    chosen: unknown;
    choose: (value: T) => void;
    /** Shown while nothing of it is chosen. */
    prompt?: string;
  },
): TemplateResult => {
  const handleChange = ({ target }: Event) => {
    if (!(target instanceof HTMLSelectElement)) return;
    const option = about.options.find(([value]) => value === target.value);
    if (option) about.choose(option[0]);
  };
  const isChosen = about.options.some(([value]) => value === about.chosen);
  return html`<select aria-label=${about.label} @change=${handleChange}>
    ${isChosen ? nothing : html`<option value="" selected disabled>${about.prompt ?? 'Choose'}</option>`}
    ${about.options.map(
      ([value, words]) => html`<option value=${value} .selected=${value === about.chosen}>${words}</option>`,
    )}
  </select>`;
};

export const textField = (
  about: Named & {
    value: unknown;
    type: (value: string) => void;
    placeholder?: string;
    suggestions?: readonly string[];
    listId?: string;
    isInvalid?: boolean;
  },
): TemplateResult => {
  const handleInput = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) about.type(target.value);
  };
  const listId = about.suggestions?.length ? about.listId : undefined;
  return html`<input
      aria-label=${about.label}
      aria-invalid=${about.isInvalid ? 'true' : nothing}
      list=${listId ?? nothing}
      autocomplete="off"
      placeholder=${about.placeholder ?? ''}
      .value=${String(about.value ?? '')}
      @input=${handleInput}
    />${listId ? html`<datalist id=${listId}>${about.suggestions?.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}`;
};

/** A number, or the empty text while there is none. */
export const numberField = (
  about: Named & {
    value: unknown;
    type: (value: number | '') => void;
    isInvalid?: boolean;
    isWhole?: boolean;
  },
): TemplateResult => {
  const handleInput = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement)) return;
    about.type(target.value === '' || Number.isNaN(target.valueAsNumber) ? '' : target.valueAsNumber);
  };
  return html`<input
    class="number"
    type="number"
    step=${about.isWhole ? '1' : 'any'}
    aria-label=${about.label}
    aria-invalid=${about.isInvalid ? 'true' : nothing}
    .value=${String(about.value ?? '')}
    @input=${handleInput}
  />`;
};

export const dayField = (
  about: Named & { value: unknown; type: (value: string) => void; isInvalid?: boolean },
): TemplateResult => {
  const handleInput = ({ target }: Event) => {
    if (target instanceof HTMLInputElement) about.type(target.value);
  };
  return html`<input
    type="date"
    aria-label=${about.label}
    aria-invalid=${about.isInvalid ? 'true' : nothing}
    .value=${String(about.value ?? '')}
    @input=${handleInput}
  />`;
};
