import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { sentenceFor } from '../backend.ts';

/** What the backend refused: at one of the fields, or the whole (`field` is empty). */
export interface FieldProblem {
  field: string;
  sentence: string;
}

/** What was typed cannot even be sent: said at its field, as the backend's refusals are. */
export class RefusedField extends Error {
  readonly field: string;

  constructor(field: string, sentence: string) {
    super(sentence);
    this.field = field;
  }
}

const problemOf = (error: unknown): FieldProblem =>
  error instanceof RefusedField
    ? { field: error.field, sentence: error.message }
    : readProblem(sentenceFor(error));

/** Reads the field out of the backend's sentence, which names it by its path: `levels.2.threshold`. */
export const readProblem = (sentence: string): FieldProblem => {
  const [, field = '', rest = sentence] = /^The field "([^"]+)" is not valid: (.+)$/s.exec(sentence) ?? [];
  return { field, sentence: rest };
};

export const fieldId = (name: string): string => `field-${name.replaceAll('.', '-')}`;

/** Sends what was entered, and shows what the backend says of it where it belongs. */
export class Form implements ReactiveController {
  busy = false;
  problem: FieldProblem | null = null;

  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** The sentence to show at a field, also when the refused one is a part of it; empty: none. */
  at(name: string): string {
    const { field = '', sentence = '' } = this.problem ?? {};
    return field === name || field.startsWith(`${name}.`) ? sentence : '';
  }

  /** What belongs to no field that is on screen. */
  get general(): string {
    if (!this.problem) return '';
    return this.#control(this.problem.field) ? '' : this.problem.sentence;
  }

  /** True when it went through. One at a time. */
  async send(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    this.#host.requestUpdate();
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = problemOf(error);
      return false;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
      void this.#focus();
    }
  }

  clear(): void {
    this.problem = null;
    this.#host.requestUpdate();
  }

  async #focus(): Promise<void> {
    if (!this.problem) return;
    await this.#host.updateComplete;
    // A field behind a closed summary is shown first.
    const control = this.#control(this.problem.field);
    control?.closest('details')?.setAttribute('open', '');
    control?.focus();
  }

  /** The control of a field, or of what it is a part of. */
  #control(field: string): HTMLElement | null {
    for (let name = field; name !== ''; name = name.includes('.') ? name.replace(/\.[^.]*$/, '') : '') {
      const control = this.#host.querySelector<HTMLElement>(`#${CSS.escape(fieldId(name))}`);
      if (control) return control;
    }
    return null;
  }
}
