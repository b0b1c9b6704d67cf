import type { AuthorContext } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { money } from '../format/money.ts';
import { counted } from '../format/number.ts';
import { instant } from '../format/time.ts';
import { pathTo } from '../shell/navigation.ts';
import { renderHistory } from './history.ts';
import { nameOf, tenure } from './wording.ts';

const band = (score: number): string => (score >= 9 ? 'promoter' : score >= 7 ? 'passive' : 'detractor');

const fact = (label: string, value: unknown, detail: unknown = nothing): TemplateResult =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}${detail === nothing ? nothing : html`<span class="muted">${detail}</span>`}</dd>
  </div>`;

/** Who wrote it: what a fair decision needs to know. */
export function renderAuthor(author: AuthorContext, liftBan: () => void): TemplateResult {
  const { account, mrr, nps, ban, actions } = author;
  return html`<section class="author-facts" aria-labelledby="author-heading">
    <h3 id="author-heading">
      <a href=${pathTo('members', author.id)} dir="auto">${nameOf(author)}</a>
      <span class="tag">${author.verified ? 'verified' : 'anonymous'}</span>
    </h3>
    ${
      ban
        ? html`<p class="banned" role="status">
            Banned ${ban.until ? `until ${instant(ban.until)}` : 'until you lift it'}.
            <button class="link" @click=${liftBan}>Lift the ban</button>
          </p>`
        : nothing
    }
    <dl>
      ${fact('Tenure', tenure(author.firstSeenAt))}
      ${fact('Account', account ? nameOf(account, 'Unnamed') : 'None', account?.plan ?? nothing)}
      ${fact('MRR', mrr.length > 0 ? mrr.map(({ amount, currency }) => money(amount, currency)).join(' + ') : '–')}
      ${fact('Last NPS', nps ? nps.score : '–', nps ? band(nps.score) : nothing)}
      ${fact(
        'Wrote',
        counted(author.posts, 'post'),
        `${counted(author.comments, 'comment')}${author.withheld > 0 ? `, ${author.withheld} withheld` : ''}`,
      )}
    </dl>
    ${
      actions.length > 0
        ? html`<details ?open=${actions.length < 4}>
            <summary>${counted(actions.length, 'earlier action')} about them</summary>
            ${renderHistory(actions, 'member')}
          </details>`
        : html`<p class="muted">Nothing has been done about them before.</p>`
    }
  </section>`;
}
