import type { Locale, LocalizedText } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type Form, fieldId } from './form.ts';

interface About {
  /** The path by which the backend names it. */
  name: string;
  label: string;
  hint?: string;
}

/** A label, a control, a hint, and the backend's sentence under it. */
const framed = (form: Form, { name, label, hint }: About, control: (described: string) => TemplateResult) => {
  const id = fieldId(name);
  const problem = form.at(name);
  const described = [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${control(described)}
    ${hint ? html`<p class="muted" id="${id}-hint">${hint}</p>` : nothing}
    ${problem ? html`<p class="problem" id="${id}-problem">${problem}</p>` : nothing}
  </div>`;
};

const textOf = (event: Event): string =>
  event.target instanceof HTMLInputElement ||
  event.target instanceof HTMLTextAreaElement ||
  event.target instanceof HTMLSelectElement
    ? event.target.value
    : '';

export interface TextAbout extends About {
  value: string;
  set: (value: string) => void;
  type?: 'text' | 'email' | 'url' | 'password' | 'date';
  inputMode?: 'decimal';
  placeholder?: string;
  lines?: number;
  list?: string;
  lang?: string;
  autocomplete?: AutoFill;
}

export const textField = (form: Form, about: TextAbout): TemplateResult =>
  framed(form, about, (described) => {
    const invalid = form.at(about.name) ? 'true' : nothing;
    const handleInput = (event: Event) => about.set(textOf(event));
    return about.lines
      ? html`<textarea
          id=${fieldId(about.name)}
          rows=${about.lines}
          lang=${about.lang ?? nothing}
          placeholder=${about.placeholder ?? nothing}
          aria-invalid=${invalid}
          aria-describedby=${described || nothing}
          spellcheck=${about.lang ? 'true' : 'false'}
          .value=${live(about.value)}
          @input=${handleInput}
        ></textarea>`
      : html`<input
          id=${fieldId(about.name)}
          type=${about.type ?? 'text'}
          inputmode=${about.inputMode ?? nothing}
          list=${about.list ?? nothing}
          lang=${about.lang ?? nothing}
          autocomplete=${about.autocomplete ?? 'off'}
          placeholder=${about.placeholder ?? nothing}
          aria-invalid=${invalid}
          aria-describedby=${described || nothing}
          .value=${live(about.value)}
          @input=${handleInput}
        />`;
  });

/** A whole number. What is no number is sent as it is not: the backend says so at the field. */
export const numberField = (
  form: Form,
  about: About & { value: number; set: (value: number) => void; min?: number; max?: number },
): TemplateResult =>
  framed(
    form,
    about,
    (described) => html`<input
      id=${fieldId(about.name)}
      class="number"
      type="number"
      inputmode="numeric"
      min=${about.min ?? 0}
      max=${about.max ?? nothing}
      aria-invalid=${form.at(about.name) ? 'true' : nothing}
      aria-describedby=${described || nothing}
      .value=${live(Number.isNaN(about.value) ? '' : String(about.value))}
      @input=${(event: Event) => about.set(textOf(event) === '' ? Number.NaN : Number(textOf(event)))}
    />`,
  );

export const selectField = <T extends string>(
  form: Form,
  about: About & {
    value: T;
    options: readonly { value: T; label: string }[];
    set: (value: T) => void;
    disabled?: boolean;
  },
): TemplateResult =>
  framed(
    form,
    about,
    (described) => html`<select
      id=${fieldId(about.name)}
      ?disabled=${about.disabled ?? false}
      aria-invalid=${form.at(about.name) ? 'true' : nothing}
      aria-describedby=${described || nothing}
      @change=${(event: Event) => {
        const chosen = about.options.find(({ value }) => value === textOf(event));
        if (chosen) about.set(chosen.value);
      }}
    >
      ${about.options.map(
        ({ value, label }) =>
          html`<option value=${value} ?selected=${value === about.value}>${label}</option>`,
      )}
    </select>`,
  );

export const checkField = (about: {
  label: string;
  checked: boolean;
  set: (checked: boolean) => void;
}): TemplateResult => html`<label class="check">
  <input
    type="checkbox"
    .checked=${live(about.checked)}
    @change=${(event: Event) => event.target instanceof HTMLInputElement && about.set(event.target.checked)}
  />
  ${about.label}
</label>`;

export const languages: readonly { value: Locale; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'es', label: 'Español' },
  { value: 'fr', label: 'Français' },
  { value: 'pt', label: 'Português' },
];

/** A text with this language's words changed; null once no language has any. */
const withWords = (text: LocalizedText | null, language: Locale, words: string): LocalizedText | null => {
  const next: LocalizedText = { ...(text ?? { en: '' }), [language]: words };
  if (words === '' && language !== 'en') delete next[language];
  return Object.values(next).some((each) => each !== '') ? next : null;
};

/** A text in the language that is being edited; English shows through where that one has no words yet. */
export const wordsField = (
  form: Form,
  about: About & {
    value: LocalizedText | null;
    language: Locale;
    set: (value: LocalizedText | null) => void;
    placeholder?: string;
    lines?: number;
  },
): TemplateResult => {
  const { value, language, set, placeholder, ...rest } = about;
  const hint = language === 'en' ? placeholder : value?.en || placeholder;
  return textField(form, {
    ...rest,
    lang: language,
    label: language === 'en' ? rest.label : `${rest.label} (${language})`,
    value: value?.[language] ?? '',
    set: (words) => set(withWords(value, language, words)),
    ...(hint ? { placeholder: hint } : {}),
  });
};
