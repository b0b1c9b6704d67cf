import type { SegmentPreview, SegmentRule } from '@hearth/schema';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { count, percent } from '../format/number.ts';
import { age } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { failure, skeleton } from '../parts/states.ts';
import { pathTo } from '../shell/navigation.ts';

/** A pause in writing before the backend is asked. Milliseconds. */
const pause = 350;

/** Who a rule holds right now, asked again shortly after each change of it. */
@customElement('hearth-segment-preview')
export class PreviewPanel extends PageElement {
  /** null: nothing of it is finished. */
  @property({ attribute: false }) rule: SegmentRule | null = null;
  /** How many conditions the rule leaves out because they are not finished. */
  @property({ type: Number }) unfinished = 0;

  readonly #held = new Load<SegmentPreview>(this);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay: AbortController | undefined;
  #asked = '';

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#underWay?.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('rule')) return;
    const text = JSON.stringify(this.rule);
    if (text === this.#asked) return;
    const isFirst = this.#asked === '';
    this.#asked = text;
    clearTimeout(this.#timer);
    this.#underWay?.abort();
    const { rule } = this;
    if (rule) this.#timer = setTimeout(() => this.#ask(rule), isFirst ? 0 : pause);
  }

  #ask(rule: SegmentRule): void {
    void this.#held.ask(() => {
      // Made anew for every try: one that was given up stays given up.
      this.#underWay = new AbortController();
      return backend.segments.preview.mutate({ rule }, { signal: this.#underWay.signal });
    });
  }

  private renderPreview({ count: held, of, examples }: SegmentPreview): TemplateResult {
    return html`<p class="held" aria-live="polite">
        <strong class="number">${count(held)}</strong>
        <span class="muted">of ${count(of)} members${of > 0 ? html` · ${percent((100 * held) / of)}` : nothing}</span>
      </p>
      <progress class="share" max=${Math.max(of, 1)} value=${held} aria-label="Share of all members"></progress>
      ${
        examples.length > 0
          ? html`<h3>${held > examples.length ? 'Seen last' : 'They are'}</h3>
              <ul class="examples">
                ${examples.map(
                  (member) => html`<li>
                    <a href=${pathTo('members', member.id)}>${member.name ?? member.email ?? 'Anonymous'}</a>
                    <span class="muted">${[member.account, member.plan].filter(Boolean).join(' · ')}</span>
                    <span class="muted number">${age(member.lastSeenAt)}</span>
                  </li>`,
                )}
              </ul>`
          : html`<p class="muted">Nobody right now. That may be what you want: whoever it holds later is in it then.</p>`
      }`;
  }

  override render() {
    const { value, problem, loading, retry } = this.#held;
    return html`<section class="card preview" aria-label="Preview">
      <header><h2>Preview</h2></header>
      ${
        this.rule === null
          ? html`<p class="muted">Finish a condition to see who it holds.</p>`
          : problem
            ? failure(problem, retry)
            : value
              ? html`<div class=${loading ? 'stale' : ''}>${this.renderPreview(value)}</div>`
              : skeleton(6)
      }
      ${
        this.rule !== null && this.unfinished > 0
          ? html`<p class="muted">${this.unfinished === 1 ? 'One unfinished condition is' : `${this.unfinished} unfinished conditions are`} left out.</p>`
          : nothing
      }
    </section>`;
  }
}
