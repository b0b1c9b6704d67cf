import type { Annotation, Day } from '@hearth/schema';
import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';
import { backend, sentenceFor } from '../backend.ts';
import { longDay } from '../format/time.ts';
import { icon } from '../parts/icon.ts';
import '../parts/popup.ts';
import { toast } from '../parts/toast.ts';
import { may } from '../session.ts';
import type { Period } from './calendar.ts';

/** Days on which something happened, written down by operators and drawn as marks: load, add, take away, undo. */
export class NotableDays implements ReactiveController {
  days: readonly Annotation[] = [];

  readonly #host: ReactiveControllerHost & HTMLElement;
  #period: Period | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  async ask(period: Period): Promise<void> {
    this.#period = period;
    try {
      const { items } = await backend.insights.annotations.list.query(period);
      // Another period was chosen meanwhile.
      if (period !== this.#period) return;
      this.days = items;
      this.#host.requestUpdate();
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
    }
  }

  async #change(change: () => Promise<unknown>): Promise<boolean> {
    try {
      await change();
      if (this.#period) await this.ask(this.#period);
      return true;
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
      return false;
    }
  }

  #add = (day: Day, text: string): Promise<boolean> =>
    this.#change(() => backend.insights.annotations.add.mutate({ day, text }));

  async #remove({ id, day, text }: Annotation): Promise<void> {
    const gone = await this.#change(() => backend.insights.annotations.remove.mutate({ id }));
    if (gone) {
      toast({
        text: `“${text}” was removed.`,
        action: { label: 'Undo', run: () => void this.#add(day, text) },
      });
    }
  }

  #handleSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const data = new FormData(form);
    const popup = form.closest('hearth-popup');
    if (await this.#add(String(data.get('day')), String(data.get('text')))) popup?.close();
  };

  /** The button that opens a small form; nothing for those who may not. */
  renderAdd(today: Day): TemplateResult | typeof nothing {
    if (!may('annotate days')) return nothing;
    return html`<hearth-popup
      label="Add a note"
      .face=${html`${icon('flag')}<span>Note</span>`}
      .content=${() => html`<form class="note-form" @submit=${this.#handleSubmit}>
        <div class="field">
          <label for="note-day">Day</label>
          <input id="note-day" name="day" type="date" required .value=${today} max=${today} />
        </div>
        <div class="field">
          <label for="note-text">What happened</label>
          <input id="note-text" name="text" required maxlength="500" placeholder="New onboarding went live" />
        </div>
        <button class="primary">Add the note</button>
      </form>`}
    ></hearth-popup>`;
  }

  /** The marks' texts, for whoever does not hover. */
  renderList(): TemplateResult | typeof nothing {
    if (this.days.length === 0) return nothing;
    return html`<ul class="notes" aria-label="Notable days">
      ${this.days.map(
        (each) => html`<li>
          <time datetime=${each.day}>${longDay(each.day)}</time>
          <span>${each.text}</span>
          ${
            may('annotate days')
              ? html`<button class="quiet icon-only" aria-label=${`Remove “${each.text}”`} @click=${() => this.#remove(each)}>
                  ${icon('close')}
                </button>`
              : nothing
          }
        </li>`,
      )}
    </ul>`;
  }
}
