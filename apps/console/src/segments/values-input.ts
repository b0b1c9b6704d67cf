import { html, nothing } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';

/**
 * A list of values being written: each stands by itself and can be taken away; Enter, a comma or leaving the field adds.
 *
 * @fires change - `values` is another list
 */
@customElement('hearth-values')
export class ValuesInput extends PageElement {
  @query('input') private field!: HTMLInputElement;

  @property({ attribute: false }) values: readonly unknown[] = [];
  @property({ attribute: false }) suggestions: readonly string[] = [];
  @property() label = '';
  @property() listId = '';
  @property({ type: Boolean }) invalid = false;

  #change(values: readonly unknown[]): void {
    this.values = values;
    this.dispatchEvent(new Event('change'));
  }

  #add(): void {
    const typed = this.field.value.split(',').flatMap((part) => part.trim() || []);
    this.field.value = '';
    const fresh = typed.filter((value) => !this.values.includes(value));
    if (fresh.length > 0) this.#change([...this.values, ...new Set(fresh)]);
  }

  private handleKeydown(event: KeyboardEvent): void {
    if (event.key === 'Backspace' && this.field.value === '' && this.values.length > 0) {
      this.#change(this.values.slice(0, -1));
    }
    if (event.key !== 'Enter' && event.key !== ',') return;
    event.preventDefault();
    this.#add();
  }

  private handleInput(event: Event): void {
    event.stopPropagation();
    // Picked from the suggestions rather than typed: it is meant whole.
    if (event instanceof InputEvent && event.inputType === 'insertReplacementText') this.#add();
  }

  private handleFieldChange(event: Event): void {
    event.stopPropagation();
    this.#add();
  }

  private handleRemove(value: unknown): void {
    this.#change(this.values.filter((other) => other !== value));
    this.field.focus();
  }

  override render() {
    const free = this.suggestions.filter((suggestion) => !this.values.includes(suggestion));
    return html`
      ${this.values.map(
        (value) => html`<span class="value-chip">
          ${value}
          <button class="quiet icon-only" aria-label="Remove ${value}" @click=${() => this.handleRemove(value)}>
            ${icon('close')}
          </button>
        </span>`,
      )}
      <input
        aria-label=${this.label}
        aria-invalid=${this.invalid ? 'true' : nothing}
        list=${this.listId}
        autocomplete="off"
        placeholder=${this.values.length === 0 ? 'Add values' : 'Add another'}
        @keydown=${this.handleKeydown}
        @input=${this.handleInput}
        @change=${this.handleFieldChange}
      />
      <datalist id=${this.listId}>${free.map((suggestion) => html`<option value=${suggestion}></option>`)}</datalist>
    `;
  }
}
