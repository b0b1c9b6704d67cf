import type { SegmentDetail } from '@hearth/schema';
import { html, nothing, type TemplateResult } from 'lit';
import { counted } from '../format/number.ts';
import { instant } from '../format/time.ts';
import { conditionsOf, draftOf } from './draft.ts';

/** What the segment was before; each can be looked at, and saved again. */
export function versionHistory(
  segment: SegmentDetail,
  shown: string,
  hrefOf: (version: string) => string,
): TemplateResult | typeof nothing {
  if (segment.versions.length < 2) return nothing;
  return html`<section class="card versions">
    <header>
      <h2>Versions</h2>
      <p>Look at one, and save it to make it the rule again.</p>
    </header>
    <ol>
      ${segment.versions.map(({ version, rule, createdAt, operator }) => {
        const isInForce = version === segment.version;
        const isShown = isInForce ? shown === '' || shown === String(version) : shown === String(version);
        return html`<li>
          <a href=${hrefOf(isInForce ? '' : String(version))} aria-current=${isShown ? 'true' : nothing}>
            <strong>Version ${version}</strong>
            <span class="muted">${counted(conditionsOf(draftOf(rule)).length, 'condition')}</span>
          </a>
          ${isInForce ? html`<span class="tag">In force</span>` : nothing}
          <span class="muted end">${operator ?? 'The API'} · ${instant(createdAt)}</span>
        </li>`;
      })}
    </ol>
  </section>`;
}
