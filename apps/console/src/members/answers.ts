import type { MemberProfile } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { instant } from '../format/time.ts';

/** What somebody answered, the latest first. */
export const answerList = (answers: MemberProfile['answers']): TemplateResult =>
  answers.length === 0
    ? html`<p class="muted">No answers yet.</p>`
    : html`<ul class="answers">
        ${answers.map(
          ({ survey, kind, score, reason, comment, answeredAt }) => html`<li>
            <span class="score" aria-label="Answer">${score ?? reason?.replaceAll('_', ' ')}</span>
            <div>
              <p>${survey} <span class="muted">${kind.toUpperCase()} · ${instant(answeredAt)}</span></p>
              ${comment ? html`<blockquote>${comment}</blockquote>` : nothing}
            </div>
          </li>`,
        )}
      </ul>`;
