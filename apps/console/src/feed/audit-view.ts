import type { Audit, ModerationAction } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Address } from '../address/address.ts';
import { backend, sentenceFor } from '../backend.ts';
import { download, toCsv } from '../csv/csv.ts';
import { instant } from '../format/time.ts';
import { Load } from '../load.ts';
import { PageElement } from '../page-element.ts';
import { icon } from '../parts/icon.ts';
import { emptyState, failure, skeleton } from '../parts/states.ts';
import { toast } from '../parts/toast.ts';
import { may } from '../session.ts';
import { pathTo } from '../shell/navigation.ts';
import { when } from './history.ts';
import { aboutMember, byOperator, ofVerb, open, tab } from './params.ts';
import { deedOf, kindOf, lengthOf, nameOf, reasonLabels, resultOf, verbLabels } from './wording.ts';

const isVerb = (value: string): value is ModerationAction['verb'] => value in verbLabels;
const verbs = Object.keys(verbLabels).filter(isVerb);

/** Everything operators did, newest first: nobody can change it, and undoing adds to it. */
@customElement('hearth-feed-audit')
export class AuditView extends PageElement {
  readonly #log = new Load<Audit>(this);
  readonly #address = new Address(this, () => this.#ask());

  @state() private more: readonly ModerationAction[] = [];
  @state() private cursor: string | null = null;

  #input() {
    const verb = this.#address.get(ofVerb);
    const operatorId = this.#address.get(byOperator);
    const memberId = this.#address.get(aboutMember);
    return {
      ...(verb !== 'any' && { verb }),
      ...(operatorId && { operatorId }),
      ...(memberId && { memberId }),
    };
  }

  #ask(): void {
    const input = this.#input();
    void this.#log.ask(async () => {
      const log = await backend.moderation.audit.query(input);
      this.more = [];
      this.cursor = log.nextCursor;
      return log;
    });
  }

  get #entries(): readonly ModerationAction[] {
    return [...(this.#log.value?.entries ?? []), ...this.more];
  }

  private handleMore = async (): Promise<void> => {
    if (this.cursor === null) return;
    try {
      const page = await backend.moderation.audit.query({ ...this.#input(), cursor: this.cursor });
      this.more = [...this.more, ...page.entries];
      this.cursor = page.nextCursor;
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
    }
  };

  private async handleUndo({ id, verb }: ModerationAction): Promise<void> {
    try {
      const output = await backend.moderation.undo.mutate({ actionId: id });
      toast({ text: resultOf(verb, output, true), problem: output.batchId === null });
    } catch (error) {
      toast({ text: sentenceFor(error), problem: true });
    }
    this.#ask();
  }

  private handleDownload(): void {
    const rows = this.#entries.map((entry) => [
      entry.at,
      entry.operator.name,
      entry.undoes ? `take back: ${entry.verb}` : entry.verb,
      entry.target ? kindOf(entry.target.id) : 'member',
      entry.member.name,
      entry.reason,
      entry.note,
      entry.until,
    ]);
    const head = ['At', 'Operator', 'Action', 'About', 'Member', 'Reason', 'Note', 'Until'];
    download('audit-log', toCsv(head, rows));
  }

  #renderFilters({ operators, entries }: Audit): TemplateResult {
    const memberId = this.#address.get(aboutMember);
    const by = this.#address.get(byOperator);
    const member = entries.find((entry) => entry.member.id === memberId)?.member;
    return html`<div class="toolbar">
      <select
        aria-label="Operator"
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement) this.#address.set(byOperator.to(target.value));
        }}
      >
        <option value="" ?selected=${by === ''}>Every operator</option>
        ${operators.map(({ id, name }) => html`<option value=${id} ?selected=${id === by}>${name}</option>`)}
      </select>
      <select
        aria-label="Action"
        @change=${({ target }: Event) => {
          if (target instanceof HTMLSelectElement)
            this.#address.set(ofVerb.to(verbs.find((verb) => verb === target.value) ?? 'any'));
        }}
      >
        <option value="any">Every action</option>
        ${verbs.map(
          (verb) =>
            html`<option value=${verb} ?selected=${verb === this.#address.get(ofVerb)}>${verbLabels[verb]}</option>`,
        )}
      </select>
      ${
        memberId
          ? html`<a class="button" href=${this.#address.href(aboutMember.to(''))}
              >About ${member ? nameOf(member) : 'one member'} ${icon('close')}<span class="visually-hidden">: show everybody</span></a
            >`
          : nothing
      }
      <button class="quiet end" @click=${this.handleDownload}>${icon('download')}CSV</button>
    </div>`;
  }

  #renderEntry(entry: ModerationAction): TemplateResult {
    const { target, member, reason, note, undone, undoes } = entry;
    const toCase = `${pathTo('feed')}?tab=all&${open.name}=${target?.id}`;
    return html`<li class=${undone ? 'undone' : ''}>
      <span class="muted number">${when(entry.at)}<br />${instant(entry.at)}</span>
      <div>
        <p>
          <span class="strong">${deedOf(entry)}</span>
          ${target ? html`a <a href=${toCase}>${kindOf(target.id)}</a> of` : nothing}
          <a href=${this.#address.href(aboutMember.to(member.id))} dir="auto">${nameOf(member)}</a>
          ${lengthOf(entry)}
          ${reason ? html`<span class="tag">${reasonLabels[reason]}</span>` : nothing}
          ${undone ? html`<span class="tag">taken back</span>` : nothing}
        </p>
        ${target ? html`<p class="excerpt muted" dir="auto">${target.excerpt}</p>` : nothing}
        ${note ? html`<p class="note" dir="auto">${note}</p>` : nothing}
      </div>
      ${
        undone || undoes || !may('moderate the feed')
          ? nothing
          : html`<button class="quiet" @click=${() => this.handleUndo(entry)}>Undo</button>`
      }
    </li>`;
  }

  #renderLog(log: Audit): TemplateResult {
    const entries = this.#entries;
    const isFiltered = Object.keys(this.#input()).length > 0;
    return html`${this.#renderFilters(log)}
      <section class="card flush ${this.#log.loading ? 'stale' : ''}" aria-labelledby="log-heading">
        <h2 id="log-heading" class="visually-hidden">Actions, newest first</h2>
        ${
          entries.length === 0
            ? emptyState(
                isFiltered
                  ? {
                      title: 'Nothing matches this filter',
                      text: 'Actions stay in the log for ever; choose another operator or action.',
                      action: html`<a class="button" href=${location.pathname}>Show everything</a>`,
                    }
                  : {
                      title: 'Nothing has been moderated yet',
                      text: 'Whatever one of you approves, hides, removes or says to a member is written here with their name, and nobody can change it.',
                      action: html`<a class="button" href=${`${pathTo('feed')}?${tab.name}=all`}>See what members wrote</a>`,
                    },
              )
            : html`<ol class="log">
                ${entries.map((entry) => this.#renderEntry(entry))}
              </ol>`
        }
        ${this.cursor === null ? nothing : html`<button class="more" @click=${this.handleMore}>Show more</button>`}
      </section>`;
  }

  override render(): TemplateResult {
    const { value, problem, retry } = this.#log;
    return html`${problem ? failure(problem, retry) : nothing}
    ${value ? this.#renderLog(value) : problem ? nothing : html`<section class="card">${skeleton(9)}</section>`}`;
  }
}
