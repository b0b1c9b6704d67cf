import type { RuleVerdict, SegmentReasons } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../parts/icon.ts';
import { wordsOf } from '../segments/words.ts';
import { pathTo } from '../shell/navigation.ts';

const groups = { all: 'All of', any: 'Any of', not: 'None of' } as const;

/** Why somebody is in a segment or not: each part of its rule with its verdict and what is true of them. */
const verdict = (part: RuleVerdict, currency: string): TemplateResult =>
  html`<li class=${part.holds ? 'holds' : ''}>
    ${icon(part.holds ? 'check' : 'close')}
    <span class="visually-hidden">${part.holds ? 'Yes:' : 'No:'}</span>
    ${
      'group' in part
        ? html`${groups[part.group]}
            <ul>${part.rules.map((rule) => verdict(rule, currency))}</ul>`
        : html`${wordsOf(part.condition, currency)}
            <span class="muted">${part.actual === null ? 'nothing known' : `is ${part.actual}`}</span>`
    }
  </li>`;

/** Every segment, those that hold first, each with its reasons. */
export const reasons = (
  segments: SegmentReasons,
  currency: string,
): TemplateResult => html`<div class="reasons">
  ${segments
    .toSorted((a, b) => Number(b.holds) - Number(a.holds) || a.name.localeCompare(b.name))
    .map(
      ({ id, name, holds, why }) => html`<details>
        <summary>
          <span class="tag ${holds ? 'in' : ''}">${holds ? 'In' : 'Not in'}</span> ${name}
        </summary>
        <ul>${verdict(why, currency)}</ul>
        <a href=${pathTo('segments', id)}>Open the segment</a>
      </details>`,
    )}
  ${segments.length === 0 ? html`<p class="muted">No segment is saved yet.</p>` : nothing}
</div>`;
