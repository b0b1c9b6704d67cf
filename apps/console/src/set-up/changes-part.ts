import type { SetUpChanges } from '@hearth/schema';
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { backend } from '../backend.ts';
import { age, instant } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { emptyState, failure, skeleton } from '../parts/states.ts';
import { pathTo } from '../shell/navigation.ts';
import { deed, particulars } from './change-words.ts';

type Change = SetUpChanges['changes'][number];

/** Who changed what of the set-up, newest first: nobody can change it. */
@customElement('hearth-set-up-changes')
export class ChangesPart extends PageElement {
  readonly #log = new Load<SetUpChanges>(this);

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#log.ask(() => backend.setUp.changes.query({}));
  }

  private handleMore = async (): Promise<void> => {
    const known = this.#log.value?.changes ?? [];
    const before = known.at(-1)?.id;
    if (!before || this.#log.loading) return;
    await this.#log.ask(async () => {
      const { changes, hasMore } = await backend.setUp.changes.query({ before });
      return { changes: [...known, ...changes], hasMore };
    });
  };

  override render() {
    const { value: log, problem, retry, loading } = this.#log;
    if (!log) return problem ? failure(problem, retry) : html`<section class="card">${skeleton(8)}</section>`;
    return html`<section class="card">
      <header>
        <h2>Changes</h2>
        <p>Everything operators did here, newest first. Nothing of it can be changed or removed.</p>
      </header>
      ${
        log.changes.length === 0
          ? emptyState({
              title: 'Nothing was changed yet',
              text: 'Keys, origins, operators, texts: each change is noted here with who made it.',
            })
          : html`<ol class="rows changes">${log.changes.map(entry)}</ol>`
      }
      ${problem ? failure(problem, retry) : nothing}
      ${
        log.hasMore && !problem
          ? html`<button class="more-changes" aria-disabled=${loading} @click=${this.handleMore}>${loading ? 'Loading…' : 'Show older ones'}</button>`
          : nothing
      }
    </section>`;
  }
}

const entry = ({ at, by, action, subject, detail }: Change) => html`<li>
  <div>
    <p>
      <strong>${by}</strong> ${deed(action)}
      ${subject ? (action === 'member.exported' ? html`<a href=${pathTo('members', subject)}><code>${subject}</code></a>` : html`<code>${subject}</code>`) : nothing}
    </p>
    ${detail ? html`<p class="muted">${particulars(action, detail)}</p>` : nothing}
  </div>
  <time class="muted number" datetime=${at} title=${age(at)}>${instant(at)}</time>
</li>`;
